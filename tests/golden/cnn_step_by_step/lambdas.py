"""Lambdas assigned to the names."""

# %% zero_pad
zero_pad = lambda X, pad: np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))

# %% conv_single_step
conv_single_step = lambda a_slice_prev, W, b: (a_slice_prev * W).sum() + b.item()

# %% conv_forward
conv_forward = lambda A_prev, W, b, hparameters: (
    np.array(
        [
            [
                [
                    [
                        conv_single_step(image[h : h + len(W), w : w + len(W)], W[..., c], b[..., c])
                        for c in range(W.shape[3])
                    ]
                    for w in range(0, image.shape[1] - len(W) + 1, hparameters["stride"])
                ]
                for h in range(0, image.shape[0] - len(W) + 1, hparameters["stride"])
            ]
            for image in zero_pad(A_prev, hparameters["pad"])
        ]
    ),
    (A_prev, W, b, hparameters),
)

# %% pool_forward
views = lambda A, f, s: np.lib.stride_tricks.sliding_window_view(A, (f, f), (1, 2))[:, ::s, ::s]
reduce_by = {"max": lambda V: V.max((4, 5)), "average": lambda V: V.mean((4, 5))}
pool_forward = lambda A_prev, hparameters, mode="max": (
    reduce_by[mode](views(A_prev, hparameters["f"], hparameters["stride"])),
    (A_prev, hparameters),
)

# %% create_mask_from_window
create_mask_from_window = lambda x: x == np.max(x)

# %% distribute_value
distribute_value = lambda dz, shape: np.full(shape, dz / (shape[0] * shape[1]))
