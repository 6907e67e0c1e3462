"""Names and comments beyond ASCII."""

# %%
größe = lambda n, f, schritt, rand=0: (n - f + 2 * rand) // schritt + 1
Σ = np.sum


# %% zero_pad
def zero_pad(X, pad):
    """Füllt mit Nullen auf. 零填充 ✓"""
    breite = (pad, pad)
    return np.pad(X, ((0, 0), breite, breite, (0, 0)))  # 只填充高和宽


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    β = b.item()
    résultat = Σ(a_slice_prev * W) + β
    return résultat


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    σ, ρ, ƒ = hparameters["stride"], hparameters["pad"], W.shape[0]
    вход = zero_pad(A_prev, ρ)
    высота, ширина = (größe(n, ƒ, σ, ρ) for n in A_prev.shape[1:3])
    Ζ = np.zeros((len(вход), высота, ширина, W.shape[3]))
    for i, h, w, c in np.ndindex(*Ζ.shape):
        Ζ[i, h, w, c] = conv_single_step(
            вход[i, h * σ : h * σ + ƒ, w * σ : w * σ + ƒ], W[..., c], b[..., c]
        )  # “quoted”, with no-break spaces: a b
    return Ζ, (A_prev, W, b, hparameters)


# %% pool_forward
def pool_forward(A_prev, hparameters, mode="max"):
    ƒ, σ = hparameters["f"], hparameters["stride"]
    高, 宽 = (größe(n, ƒ, σ) for n in A_prev.shape[1:3])
    A = np.zeros((len(A_prev), 高, 宽, A_prev.shape[3]))
    for h in range(高):
        for w in range(宽):
            窗口 = A_prev[:, h * σ : h * σ + ƒ, w * σ : w * σ + ƒ]
            A[:, h, w] = 窗口.max((1, 2)) if mode == "max" else 窗口.mean((1, 2))
    return A, (A_prev, hparameters)
