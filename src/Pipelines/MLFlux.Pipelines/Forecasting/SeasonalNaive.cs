namespace MLFlux.Forecasting;

/// <summary>The forecast that everything will be as it was a season ago.</summary>
internal static class SeasonalNaive
{
    /// <summary>The forecast of a window, from its history.</summary>
    /// <param name="history">The steps, the oldest first, each with all channels.</param>
    /// <param name="options">The sizes.</param>
    /// <param name="season">How many steps ago; at most as many as the history has.</param>
    /// <param name="forecast">Takes the steps of each target.</param>
    public static void Fill(ReadOnlySpan<float> history, SequenceWindowOptions options, int season, Span<float> forecast)
    {
        int channels = history.Length / options.History;
        for (int target = 0; target < options.Targets.Count; target++)
        {
            int column = 0;
            while (options.ValueColumnNames[column] != options.Targets[target])
                column++;
            for (int step = 0; step < options.Horizon; step++)
            {
                int ago = season - (step % season); // So many steps before the one after the last known one.
                forecast[(target * options.Horizon) + step] = history[((options.History - ago) * channels) + column];
            }
        }
    }
}
