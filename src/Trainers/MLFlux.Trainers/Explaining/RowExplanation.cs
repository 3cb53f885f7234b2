namespace MLFlux.Explaining;

/// <summary>What brings a row's score about.</summary>
/// <param name="Score">The row's score.</param>
/// <param name="BaselineScore">The score of the baseline.</param>
/// <param name="Contributions">What each group of features adds to the baseline's score.</param>
internal sealed record RowExplanation(double Score, double BaselineScore, double[] Contributions);
