namespace MLFlux.Training;

/// <summary>The loss of one number, and its slope.</summary>
/// <param name="output">What the network gave.</param>
/// <param name="target">What it should have given.</param>
internal delegate (double Loss, double Slope) ValueLoss(float output, float target);
