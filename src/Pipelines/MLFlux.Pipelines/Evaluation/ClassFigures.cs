namespace MLFlux;

/// <summary>How well one class was recognised.</summary>
/// <remarks>
/// With <i>true</i> for rows of the class predicted as it, <i>false</i> for rows of others predicted as it, and <i>missed</i>
/// for rows of it predicted as another (van Rijsbergen: Information Retrieval, 1979).
/// </remarks>
/// <param name="Class">The class, as the label has it.</param>
/// <param name="Precision">true / (true + false), from 0 to 1; NaN if the class was never predicted.</param>
/// <param name="Recall">true / (true + missed), from 0 to 1; NaN if the class has no row.</param>
/// <param name="F1">
/// 2 true / (2 true + false + missed), from 0 to 1: the harmonic mean of the two; NaN if the class has no row and was never
/// predicted.
/// </param>
/// <param name="Rows">How many rows are of the class.</param>
public sealed record ClassFigures(string Class, double Precision, double Recall, double F1, long Rows);
