using MLFlux.MLNet;

namespace MLFlux.Sequences;

/// <summary>
/// Makes windows relative to themselves: less the mean of their last season, by their spread around it. What is learned of one time of
/// the year so holds in another, whose level was never seen.
/// </summary>
/// <param name="Windows">How the windows were cut.</param>
/// <param name="Channels">How many numbers a step of a history has: the values, then the marks of known ones.</param>
/// <param name="Season">How many steps a season has; at most as many as a history.</param>
/// <param name="Columns">The measure of each value column.</param>
internal sealed record WindowScale(WindowLayout Windows, int Channels, int Season, ColumnScale[] Columns)
{
    /// <summary>How many whole seasons a history has.</summary>
    public int Seasons => Windows.History / Season;

    /// <summary>Learns the measures of the columns.</summary>
    /// <param name="windows">How the windows were cut.</param>
    /// <param name="season">How many steps a season has.</param>
    /// <param name="histories">The histories of windows.</param>
    /// <exception cref="InvalidDataException">There is no window.</exception>
    public static WindowScale Learn(WindowLayout windows, int season, IEnumerable<float[]> histories)
    {
        var last = new List<float>[windows.Values];
        for (int column = 0; column < last.Length; column++)
            last[column] = [];
        int channels = 0;
        foreach (float[] history in histories)
        {
            channels = history.Length / windows.History;
            for (int column = 0; column < last.Length; column++)
                last[column].Add(history[history.Length - channels + column]);
        }

        return channels > 0
            ? new WindowScale(windows, channels, season, [.. last.Select(ColumnScale.Of)])
            : throw new InvalidDataException("There is no window to learn from.");
    }

    public static WindowScale Read(BinaryReader reader)
    {
        WindowLayout windows = WindowLayout.Read(reader);
        int channels = reader.ReadInt32(), season = reader.ReadInt32();
        var columns = new ColumnScale[reader.ReadCount(bytesEach: 2 * sizeof(float))];
        for (int i = 0; i < columns.Length; i++)
            columns[i] = new ColumnScale(reader.ReadSingle(), reader.ReadSingle());
        return columns.Length == windows.Values && channels >= columns.Length && channels <= 2 * columns.Length
            && season >= 1 && season <= windows.History && columns.All(column => column.IsValid)
            && (long)channels * windows.History <= Array.MaxLength && (long)windows.Targets.Length * windows.Horizon <= Array.MaxLength
            && (long)channels * (windows.History / season) * windows.Horizon <= Array.MaxLength
            ? new WindowScale(windows, channels, season, columns)
            : throw new InvalidDataException("its season or its scales are out of range.");
    }

    public void Write(BinaryWriter writer)
    {
        Windows.Write(writer);
        writer.Write(Channels);
        writer.Write(Season);
        writer.Write(Columns.Length);
        foreach (ColumnScale column in Columns)
        {
            writer.Write(column.Shift);
            writer.Write(column.LeastSpread);
        }
    }

    /// <summary>Replaces the values of a history by their measures, relative to the window; marks stay.</summary>
    /// <returns>The level and the spread of each column.</returns>
    public (float Level, float Spread)[] MakeRelative(Span<float> history)
    {
        var scales = new (float, float)[Columns.Length];
        for (int column = 0; column < Columns.Length; column++)
        {
            double sum = 0, squares = 0;
            for (int i = column; i < history.Length; i += Channels)
            {
                history[i] = Columns[column].Measure(history[i]);
                sum += i >= history.Length - (Season * Channels) ? history[i] : 0;
            }

            double level = sum / Season;
            for (int i = column; i < history.Length; i += Channels)
                squares += (history[i] - level) * (history[i] - level);
            float spread = Math.Max((float)Math.Sqrt(squares / Windows.History), Columns[column].LeastSpread);
            scales[column] = ((float)level, spread);
            for (int i = column; i < history.Length; i += Channels)
                history[i] = (history[i] - (float)level) / spread;
        }

        return scales;
    }

    /// <summary>For each channel, each season from the newest to the oldest: its values at the phase of each step ahead.</summary>
    public void CopySeasons(ReadOnlySpan<float> history, Span<float> to)
    {
        int place = 0;
        for (int channel = 0; channel < Channels; channel++)
        {
            for (int ago = Seasons; ago >= 1; ago--)
            {
                for (int step = 0; step < Windows.Horizon; step++)
                    to[place++] = history[((Windows.History - (ago * Season) + (step % Season)) * Channels) + channel];
            }
        }
    }
}
