"""Mistakes in the steps, the commonest first."""

from autograder.assignments.train_a_cnn.mistakes.shared import SENTENCES
from autograder.authoring.definition import Mistake, list_mistakes

_LOOP = "for name in parameters:"
_STEP = "parameters[name] - learning_rate * gradients[name]"
_VELOCITY = "beta * velocities[name] + gradients[name]"
_ROLL = "parameters[name] - learning_rate * new_velocities[name]"
_BY_PLACE = (
    (_LOOP, "for name, gradient in zip(parameters, gradients.values()):"),
    ("gradients[name]", "gradient"),
)
_FIRST_ONLY = (
    ("new_parameters = {}", "new_parameters = dict(parameters)"),
    (_LOOP, "for name in list(parameters)[:1]:"),
)
_LAST_ONLY = (
    ("new_parameters = {}", "new_parameters = dict(parameters)"),
    (_LOOP, "for name in list(parameters)[-1:]:"),
)
_SIGN_OF_STEP = "The step goes uphill: the gradient points to where the loss grows."
_GRADIENTS_BY_PLACE = "The gradients are taken by their position in the dictionary; look them up by name."
_RATE_LEFT_OUT = "This is exactly what you get when the learning rate is left out."
_FIRST_PARAMETER_ONLY = "Only the first parameter takes a step: does the loop end too early?"
_LAST_PARAMETER_ONLY = "Only the last parameter takes a step: is the line that makes it inside the loop?"
_NO_STEP = "The parameters are returned unchanged: no step was taken."

MISTAKES: tuple[Mistake, ...] = (
    *list_mistakes(
        "sgd_step",
        SENTENCES,
        {
            "sign_of_step": (_SIGN_OF_STEP, (_STEP, "parameters[name] + learning_rate * gradients[name]")),
            "gradients_by_place": (_GRADIENTS_BY_PLACE, *_BY_PLACE),
            "rate_left_out": (_RATE_LEFT_OUT, (_STEP, "parameters[name] - gradients[name]")),
            "rate_fixed": (
                "This is exactly what you get when the learning rate is always 0.01, whatever the argument is.",
                ("learning_rate *", "0.01 *"),
            ),
            "rate_divides": (
                "The gradient is divided by the learning rate; it should be multiplied.",
                (_STEP, "parameters[name] - gradients[name] / learning_rate"),
            ),
            "rate_on_parameter": (
                "The learning rate multiplies the parameter; it belongs to the gradient.",
                (_STEP, "learning_rate * parameters[name] - gradients[name]"),
            ),
            "rate_on_difference": (
                "The learning rate multiplies the parameter as well; it belongs to the gradient only.",
                (_STEP, "learning_rate * (parameters[name] - gradients[name])"),
            ),
            "step_alone": (
                "This is the step alone; the parameter that it starts from is missing.",
                (_STEP, "-learning_rate * gradients[name]"),
            ),
            "step_turned": (
                "The parameter is subtracted from the step; it should be the other way round.",
                (_STEP, "learning_rate * gradients[name] - parameters[name]"),
            ),
            "gradient_for_parameter": (
                "The gradients are returned instead of the parameters.",
                (_STEP, "gradients[name].copy()"),
            ),
            "parameter_for_gradient": (
                "The step is made from the parameter itself; the gradient is not used.",
                (_STEP, "parameters[name] - learning_rate * parameters[name]"),
            ),
            "product_of_both": (
                "The gradient is multiplied by the parameter as well; a step needs the gradient alone.",
                (_STEP, "parameters[name] - learning_rate * parameters[name] * gradients[name]"),
            ),
            "sign_of_gradient_only": (
                "Only the sign of the gradient is used, but its size counts too.",
                (_STEP, "parameters[name] - learning_rate * np.sign(gradients[name])"),
            ),
            "gradient_averaged": (
                "All numbers of a parameter take the same step; each number has its own gradient.",
                (_STEP, "parameters[name] - learning_rate * np.mean(gradients[name])"),
            ),
            "gradient_normed": (
                "The gradient is divided by its length, but its size counts too.",
                (_STEP, f"{_STEP} / np.linalg.norm(gradients[name])"),
            ),
            "first_parameter_only": (_FIRST_PARAMETER_ONLY, *_FIRST_ONLY),
            "last_parameter_only": (_LAST_PARAMETER_ONLY, *_LAST_ONLY),
            "first_parameter_returned": (
                "Only the first parameter is returned: does the function return inside the loop?",
                (_LOOP, "for name in list(parameters)[:1]:"),
            ),
            "last_parameter_returned": (
                "Only the last parameter is returned: is a new dictionary made for each name?",
                (_LOOP, "for name in list(parameters)[-1:]:"),
            ),
            "no_step": (_NO_STEP, (_STEP, "parameters[name].copy()")),
        },
        by_rule={
            "inputs_changed": (
                (f"new_parameters[name] = {_STEP}", "parameters[name] -= learning_rate * gradients[name]"),
                ("return new_parameters", "return parameters"),
            ),
            "missing_key": ((_LOOP, 'for name in ("W", "b"):'),),
            "whole_dictionaries": (("new_parameters = {}", "new_parameters = parameters - learning_rate * gradients"),),
        },
        common=("sign_of_step", "gradients_by_place", "rate_fixed"),
    ),
    *list_mistakes(
        "momentum_step",
        SENTENCES,
        {
            "old_velocity": (
                "The parameters move with the velocities that were given; they should move with the new ones.",
                (_ROLL, "parameters[name] - learning_rate * velocities[name]"),
            ),
            "sign_of_step": (_SIGN_OF_STEP, (_ROLL, "parameters[name] + learning_rate * new_velocities[name]")),
            "velocity_sign": (
                "The gradient is subtracted from the velocity; it is added, and the step is subtracted.",
                (_VELOCITY, "beta * velocities[name] - gradients[name]"),
            ),
            "velocity_sign_and_step": (
                (
                    "The velocity points downhill, with the gradient subtracted; here it should point uphill, and the "
                    "step is subtracted."
                ),
                (_VELOCITY, "beta * velocities[name] - gradients[name]"),
                (_ROLL, "parameters[name] + learning_rate * new_velocities[name]"),
            ),
            "beta_forgotten": (
                "The whole old velocity is kept; beta is the share of it to keep.",
                (_VELOCITY, "velocities[name] + gradients[name]"),
            ),
            "gradients_averaged": (
                "The gradient is multiplied by 1 minus beta; here all of it goes into the velocity.",
                (_VELOCITY, "beta * velocities[name] + (1 - beta) * gradients[name]"),
            ),
            "rate_in_velocity": (
                (
                    "The learning rate is in the velocity; here it belongs to the step of the parameter, so the "
                    "velocity differs."
                ),
                (_VELOCITY, "beta * velocities[name] + learning_rate * gradients[name]"),
                (_ROLL, "parameters[name] - new_velocities[name]"),
            ),
            "rate_in_velocity_with_sign": (
                "The learning rate and a minus sign are in the velocity; here both belong to the step of the "
                "parameter.",
                (_VELOCITY, "beta * velocities[name] - learning_rate * gradients[name]"),
                (_ROLL, "parameters[name] + new_velocities[name]"),
            ),
            "rate_twice": (
                "The learning rate is in the velocity and in the step; it belongs to the step only.",
                (_VELOCITY, "beta * velocities[name] + learning_rate * gradients[name]"),
            ),
            "rate_left_out": (_RATE_LEFT_OUT, (_ROLL, "parameters[name] - new_velocities[name]")),
            "past_forgotten": (
                "The velocity is the gradient alone; a part of the old velocity should be kept.",
                (_VELOCITY, "gradients[name].copy()"),
            ),
            "gradient_forgotten": (
                "The new velocity does not use the gradient.",
                (_VELOCITY, "beta * velocities[name]"),
            ),
            "plain_step": (
                "The parameters move by the gradient alone; the new velocity should move them.",
                (_ROLL, _STEP),
            ),
            "beta_fixed": (
                "This is exactly what you get when beta is always 0.9, whatever the argument is.",
                ("beta * velocities", "0.9 * velocities"),
            ),
            "beta_on_gradient": (
                "The gradient is multiplied by beta; it belongs to the old velocity.",
                (_VELOCITY, "velocities[name] + beta * gradients[name]"),
            ),
            "beta_on_sum": (
                "The gradient is multiplied by beta too; it belongs to the old velocity only.",
                (_VELOCITY, "beta * (velocities[name] + gradients[name])"),
            ),
            "look_ahead": (
                "This is Nesterov's step, which looks ahead; here the new velocity alone should move the parameters.",
                (_ROLL, "parameters[name] - learning_rate * (beta * new_velocities[name] + gradients[name])"),
            ),
            "velocity_kept": (
                "The old velocities are returned; the next step needs the new ones.",
                ("return new_parameters, new_velocities", "return new_parameters, dict(velocities)"),
            ),
            "gradients_by_place": (_GRADIENTS_BY_PLACE, *_BY_PLACE),
            "first_parameter_only": (
                _FIRST_PARAMETER_ONLY,
                *_FIRST_ONLY,
                ("new_velocities = {}", "new_velocities = dict(velocities)"),
            ),
            "last_parameter_only": (
                _LAST_PARAMETER_ONLY,
                *_LAST_ONLY,
                ("new_velocities = {}", "new_velocities = dict(velocities)"),
            ),
            "no_step": (_NO_STEP, (_ROLL, "parameters[name].copy()")),
            "other_order": (("return new_parameters, new_velocities", "return new_velocities, new_parameters"),),
        },
        by_rule={
            "inputs_changed": (
                (
                    f"new_velocities[name] = {_VELOCITY}",
                    f"velocities[name] = {_VELOCITY}\n        new_velocities = velocities",
                ),
            ),
            "missing_key": ((_LOOP, 'for name in ("W", "b"):'),),
            "whole_dictionaries": (
                ("new_parameters = {}", "new_parameters = parameters - learning_rate * velocities"),
            ),
        },
        common=("old_velocity", "gradients_averaged", "sign_of_step", "gradients_by_place"),
    ),
)
