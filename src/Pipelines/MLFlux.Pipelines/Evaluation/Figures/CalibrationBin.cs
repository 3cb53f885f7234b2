namespace MLFlux;

/// <summary>The predictions whose probability lies in one range.</summary>
/// <param name="From">Where the range begins.</param>
/// <param name="To">Where it ends; the last range includes its end.</param>
/// <param name="Rows">How many predictions lie in it.</param>
/// <param name="Predicted">Their mean probability; NaN without a row.</param>
/// <param name="Observed">The fraction of them that came true; NaN without a row.</param>
public sealed record CalibrationBin(double From, double To, long Rows, double Predicted, double Observed);
