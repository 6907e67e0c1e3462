"""What each known mistake of `train_a_cnn` means, in one sentence for the student: never the line to write."""

ANY_FUNCTION = {
    "unfilled": "This is what you get when the output is made, with zeros in it, and never filled in.",
    "whole_numbers": "This is what you get when the output holds whole numbers only: the decimals are cut off.",
    "inputs_changed": "The function changes the arrays or the dictionaries that it was given.",
    "array_for_scalar": "The number is right, but it comes wrapped in an array.",
    "wrong_cache": "The cache should hold the arguments, as they were given and in their order.",
    "cache_order": "The cache holds the right parts in another order.",
    "cache_incomplete": "A part of the cache is missing.",
    "cache_missing": "There is no cache.",
    "missing_key": "A dictionary has no array of this name: the names may be any.",
    "product_does_not_fit": "A matrix product combines two arrays whose shapes do not match.",
    "other_order": "The right values are returned in another order.",
    "first_example_only": "Only the first example of the batch counts; the others are left out.",
    "sign_turned": "This is exactly what you get with the sign turned: the gradient points the other way.",
    "divided_by_batch": (
        "This is exactly what you get when a sum is divided by the number of examples; a layer divides nothing."
    ),
    "place_by_place": (
        "This is what you get when two arrays are multiplied place by place; a layer needs a matrix product."
    ),
}
ACTIVATION = {
    "largest_of_all": "Every number is replaced by the largest one of the array; each number is treated on its own.",
    "single_number": "This is the largest number of the whole array; the output has one number for each number of Z.",
    "minimum_for_maximum": "This is exactly what you get when the smaller of 0 and the number is kept, not the larger.",
    "absolute_values": "This is exactly what you get when negative numbers lose their sign; they should become 0.",
    "nothing_stopped": "Nothing is stopped: the negative numbers pass as well.",
    "gate_for_number": "This says where a number passes, as 0 and 1; the numbers themselves are missing.",
    "leaky": "This is a leaky ReLU, which lets a hundredth of the negative side pass; here nothing of it passes.",
    "negated": "This is exactly what you get when the negative numbers are kept, without their sign.",
    "least_is_one": "This is exactly what you get when no number is smaller than 1; the bend is at 0.",
    "at_most_one": "This is exactly what you get when the output stops at 1; large numbers pass as they are.",
    "bend_at_one": "This is exactly what you get when the bend is at 1; it is at 0.",
    "sigmoid": "This is the sigmoid, another activation; a ReLU keeps positive numbers as they are.",
    "tanh": "This is the hyperbolic tangent, another activation; a ReLU keeps positive numbers as they are.",
}
DENSE = {
    "bias_left_out": "This is exactly what you get when the bias is left out.",
    "weights_turned": "The weights are turned on their side; on the way forward they are used as they are.",
    "product_turned": "This is what you get when the two factors of the matrix product are in the other order.",
    "input_turned": "This is what you get when the input is turned on its side; its rows are the examples.",
    "bias_before_product": "The bias is added to the weights before the product; it belongs to the sums, once.",
    "bias_twice": "This is exactly what you get when the bias is added twice.",
    "bias_subtracted": "This is exactly what you get when the bias is subtracted.",
    "one_bias": "This is exactly what you get when every output uses the first bias.",
    "all_biases_added_up": "Each output gets the sum of all biases; each has its own.",
    "bias_times_inputs": "This is exactly what you get when the bias is added once for each input; it is added once.",
    "activation_inside": "The output has no negative numbers: the ReLU is a layer of its own and does not belong here.",
    "mean_for_sum": "This is exactly what you get when the products are averaged over the inputs; they are added up.",
    "first_example_repeated": "Every example is worked out from the first example of the batch.",
    "last_input_missing": "This is exactly what you get when the last input is left out.",
    "output_turned": "The output is turned on its side: it has a row for each example.",
}
SOFTMAX = {
    "no_shift": (
        "Large scores give inf or nan: their exponentials are too large for a computer. The shares stay the same when "
        "the same number is taken from all scores of an example."
    ),
    "log_of_share": (
        "The loss is infinite where a share is so small that it becomes 0: work out its logarithm without the share."
    ),
    "no_shift_and_log_of_share": (
        "Large scores give nan: the exponentials overflow, and the logarithm of a share that became 0 is infinite."
    ),
    "one_shift_for_all": (
        "One number is taken from the scores of all examples, so that an example with small scores keeps nothing; "
        "each example has a largest score of its own."
    ),
    "one_shift_for_all_and_log_of_share": (
        "One number is taken from the scores of all examples, so that the shares of an example with small scores "
        "become 0 divided by 0; each example has a largest score of its own."
    ),
    "constant_in_logarithm": (
        "A small constant is added in the logarithm, so that a very small share gives too small a loss; with the "
        "difference of logarithms you need none."
    ),
    "tiny_constant_in_logarithm": (
        "A tiny constant is added in the logarithm, so that a very small share gives too small a loss; with the "
        "difference of logarithms you need none."
    ),
    "mean_forgotten": "The loss and its gradient are sums over the batch; both should be means.",
    "mean_forgotten_in_gradient": (
        "The loss is a mean over the batch, but its gradient is that of the sum: it is too large by the batch size."
    ),
    "mean_forgotten_in_loss": "The loss is the sum over the batch; it should be the mean.",
    "mean_over_classes": "Both results are divided by the number of classes too; the mean is over the examples only.",
    "mean_over_classes_in_loss": (
        "The loss is divided by the number of classes too; the mean is over the examples only."
    ),
    "mean_over_classes_in_gradient": (
        "The gradient is divided by the number of classes too; the mean is over the examples only."
    ),
    "divided_by_classes": "The gradient is divided by the number of classes; it should be the number of examples.",
    "mean_twice": "The gradient is divided by the number of examples twice.",
    "sum_over_examples": "The exponentials are summed over the examples; the shares of one example should add up to 1.",
    "sum_over_all": "The exponentials of the whole batch are summed; the shares of each example should add up to 1.",
    "one_hot_forgotten": "The gradient is the shares alone; the right class of each example is missing in it.",
    "one_hot_added": "For the right class 1 is added to the share; a larger score of it makes the loss smaller.",
    "columns_of_right_classes": (
        "1 is subtracted in whole columns; only one number of each example, that of its right class, should change."
    ),
    "one_taken_from_all": "1 is subtracted from all shares; only that of the right class should change.",
    "right_class_only": "Only the right classes have a gradient; the scores of all others change the loss as well.",
    "gradient_of_shares": "This is the gradient with respect to the shares; you need the one for the scores.",
    "gradient_sign": "The gradient has the wrong sign: it should point to where the loss grows.",
    "slope_of_sigmoid": "The gradient is multiplied by a slope once more; softmax and loss together need none.",
    "shares_for_gradient_of_scores": "The gradient starts from the scores; it should start from the shares.",
    "loss_sign": "The loss has the wrong sign: it is never below 0.",
    "logarithm_forgotten": "The loss is minus the mean share of the right class; the logarithm is missing.",
    "one_minus_share": "The loss is 1 minus the mean share of the right class; cross-entropy takes a logarithm.",
    "logarithm_of_base_two": "This is the loss with the logarithm to the base 2; you need the natural one.",
    "logarithm_of_base_ten": "This is the loss with the logarithm to the base 10; you need the natural one.",
    "shift_in_one_place": "The largest score is taken away in one half of the loss and not in the other.",
    "score_left_out": "The loss is the logarithm of the sum alone; the score of the right class is missing in it.",
    "scores_only": "The loss is the scores of the right classes alone; the logarithm of the sum is missing in it.",
    "all_classes_counted": "The loss is the mean over all classes; only the right class of each example counts.",
    "all_classes_added_up": "The loss adds up all classes; only the right class of each example counts.",
    "squared_error": "This is the squared error of the shares, another loss; you need the cross-entropy.",
    "own_answer_for_right_class": (
        "The class with the largest score is taken for the right one; the right classes are in `y`."
    ),
    "classes_from_one": "The classes are counted from 1; they begin with 0.",
    "scores_negated": "A larger score gives a smaller share: the sign of the scores is turned.",
    "scores_for_shares": "The scores are divided by their sum without exponentials; shares are never negative.",
}
DENSE_GRADIENTS = {
    "weights_divided_by_batch": ("dW is divided by the number of examples; the mean over the batch is in dZ already."),
    "bias_averaged": "db is a mean over the examples; the mean over the batch is in dZ already, so it is a sum.",
    "all_divided_by_batch": (
        "All gradients are divided by the number of examples; the mean over the batch is in dZ already."
    ),
    "bias_axis_lost": "db has lost an axis; it should have the shape of b, with one row.",
    "bias_not_summed": "db still has a row for each example; all examples use the same biases, so their shares add up.",
    "bias_over_outputs": "db is summed over the outputs; each output has its own bias, so sum over the examples.",
    "bias_over_all": "Every bias gets the sum of all gradients; each has its own.",
    "bias_single_number": "db is one number for all outputs; each output has a bias of its own.",
    "bias_of_first_example": "db is that of the first example only; all examples use the same biases, so it is a sum.",
    "bias_ones": "db is 1 everywhere; each bias gets the gradients of its output.",
    "weights_not_turned": "The weights are not turned on their side for dA_prev, as the way back needs them.",
    "input_not_turned": "The input is used as it is for dW; the sum runs over the examples, so turn it on its side.",
    "weights_gradient_turned": "dW is turned on its side: it should have the shape of W.",
    "input_gradient_turned": "dA_prev is turned on its side: it has a row for each example.",
    "gradient_for_weights": "dA_prev is worked out with dW; it needs the weights themselves.",
    "gradient_for_input": "dW is worked out with dA_prev; it needs the input itself.",
    "relu_inside": "dA_prev is 0 where the input is not above 0: the ReLU is a layer of its own.",
    "bias_in_gradient": "The bias is added to the gradient; it has no part in dA_prev.",
    "weights_added": "The weights are added to their gradient.",
    "outputs_added_up": "dA_prev is the sum of dZ over the outputs: the weights are missing in it.",
}
STEPS = {
    "sign_of_step": "The step goes uphill: the gradient points to where the loss grows.",
    "gradients_by_place": "The gradients are taken by their place in the dictionary; look them up by their name.",
    "rate_left_out": "This is exactly what you get when the learning rate is left out.",
    "rate_fixed": "This is exactly what you get when the learning rate is always 0.01, whatever the argument is.",
    "rate_divides": "The gradient is divided by the learning rate; it should be multiplied.",
    "rate_on_parameter": "The learning rate multiplies the parameter; it belongs to the gradient.",
    "rate_on_difference": "The learning rate multiplies the parameter as well; it belongs to the gradient only.",
    "step_alone": "This is the step alone; the parameter that it starts from is missing.",
    "step_turned": "The parameter is subtracted from the step; it should be the other way round.",
    "gradient_for_parameter": "The gradients are returned in place of the parameters.",
    "parameter_for_gradient": "The step is made from the parameter itself; the gradient is not used.",
    "product_of_both": "The gradient is multiplied by the parameter as well; a step needs the gradient alone.",
    "sign_of_gradient_only": "Only the sign of the gradient is used; its size counts, too.",
    "gradient_averaged": "All numbers of a parameter take the same step; each has a gradient of its own.",
    "gradient_normed": "The gradient is divided by its length; its size counts, too.",
    "first_parameter_only": "Only the first parameter takes a step: does the loop end too early?",
    "last_parameter_only": "Only the last parameter takes a step: is the line that makes it inside the loop?",
    "first_parameter_returned": "Only the first parameter is returned: does the function return inside the loop?",
    "last_parameter_returned": "Only the last parameter is returned: is a new dictionary made for each name?",
    "no_step": "The parameters are those that were given: no step was taken.",
}
GATES = {
    "gate_of_gradient": "The sign of the gradient decides; it should be the sign of the number that went forward.",
    "gate_left_out": "All of the gradient passes: the ReLU has no effect on it.",
    "gate_open_at_zero": "The gate is open where Z is 0; there it should be shut.",
    "gate_turned": "The gradient passes where Z is below 0; it should pass where Z is above 0.",
    "gate_turned_at_zero": "The gradient passes where Z is 0 or less; it should pass where Z is above 0.",
    "gate_alone": "This is 1 where the gate is open; the gradient is missing.",
    "multiplied_by_input": "The gradient is multiplied by Z; the size of Z has no part in it.",
    "multiplied_by_output": "The gradient is multiplied by the output of the ReLU; its size has no part in it.",
    "forward_again": "This is the way forward again; the gradient is not used.",
    "gradient_never_negative": "Negative gradients are stopped too; an open gate lets every gradient pass.",
    "shut_passes_one": "Where the gate is shut the gradient is 1; it should be 0.",
}
MOMENTUM = {
    "old_velocity": "The parameters move with the velocities that were given; they should move with the new ones.",
    "velocity_sign": "The gradient is subtracted from the velocity; it is added, and the step is subtracted.",
    "velocity_sign_and_step": (
        "The velocity points downhill, with the gradient subtracted; here it points uphill, and the step is subtracted."
    ),
    "beta_forgotten": "All of the old velocity is kept; beta says how much of it.",
    "gradients_averaged": "The gradient is multiplied by 1 minus beta; here all of it goes into the velocity.",
    "rate_in_velocity": (
        "The learning rate is in the velocity; here it belongs to the step of the parameter, so the velocity differs."
    ),
    "rate_in_velocity_with_sign": (
        "The learning rate and a minus are in the velocity; here both belong to the step of the parameter."
    ),
    "rate_twice": "The learning rate is in the velocity and in the step; it belongs to the step only.",
    "past_forgotten": "The velocity is the gradient alone; a part of the old velocity is kept.",
    "gradient_forgotten": "The gradient has no part in the new velocity.",
    "plain_step": "The parameters move by the gradient alone; the new velocity should move them.",
    "beta_fixed": "This is exactly what you get when beta is always 0.9, whatever the argument is.",
    "beta_on_gradient": "The gradient is multiplied by beta; it belongs to the old velocity.",
    "beta_on_sum": "The gradient is multiplied by beta too; it belongs to the old velocity only.",
    "look_ahead": "This is a step that looks ahead (Nesterov's); here the new velocity alone moves the parameters.",
    "velocity_kept": "The velocities that were given are returned; the new ones are needed for the next step.",
}
SENTENCES: dict[str, str] = {
    **ANY_FUNCTION,
    **ACTIVATION,
    **DENSE,
    **SOFTMAX,
    **DENSE_GRADIENTS,
    **STEPS,
    **GATES,
    **MOMENTUM,
}
