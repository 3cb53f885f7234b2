namespace MLFlux.Graphs;

/// <summary>
/// Makes an operation ready: checks the inputs, says what is known of the outputs, and how these are computed. Does not load libtorch.
/// </summary>
/// <param name="node">The operation and its inputs.</param>
/// <exception cref="NetworkShapeException">The inputs do not fit the operation; the message names its node.</exception>
internal delegate NodePlan GraphOperator(NodeContext node);
