namespace MLFlux.Training;

/// <summary>How many rows a threshold takes for yes, rightly and wrongly, of how many.</summary>
/// <param name="TruePositives">Rows that are yes and are taken for it.</param>
/// <param name="FalsePositives">Rows that are no and are taken for yes.</param>
/// <param name="Positives">All rows that are yes.</param>
/// <param name="Negatives">All rows that are no.</param>
internal readonly record struct AnswerCounts(int TruePositives, int FalsePositives, int Positives, int Negatives)
{
    /// <summary>Rows that are yes and are taken for no.</summary>
    public int FalseNegatives => Positives - TruePositives;

    /// <summary>Rows that are no and are taken for it.</summary>
    public int TrueNegatives => Negatives - FalsePositives;
}
