using MLFlux.MLNet;

namespace MLFlux.Sequences;

/// <summary>What has to be known of windows to work on their columns.</summary>
/// <param name="HistoryColumn">The column of histories.</param>
/// <param name="FutureColumn">The column of futures.</param>
/// <param name="TimeColumn">The column of the last known step.</param>
/// <param name="Step">The time between two steps.</param>
/// <param name="History">How many steps a history has.</param>
/// <param name="Horizon">How many steps a future has.</param>
/// <param name="Values">How many value columns there are.</param>
/// <param name="Targets">Which of them are foretold.</param>
internal sealed record WindowLayout(
    string HistoryColumn, string FutureColumn, string TimeColumn, TimeSpan Step, int History, int Horizon, int Values, int[] Targets)
{
    /// <summary>The layout of the windows of a fitted transformer.</summary>
    public static WindowLayout Of(SequenceWindowTransformer windows)
    {
        SequenceWindowOptions options = windows.Options;
        string[] names = [.. options.ValueColumnNames];
        return new WindowLayout(
            options.HistoryColumnName, options.FutureColumnName, options.TimeColumnName, options.Step!.Value, options.History,
            options.Horizon, names.Length, [.. options.Targets.Select(target => Array.IndexOf(names, target))]);
    }

    public static WindowLayout Read(BinaryReader reader)
    {
        string[] names = TextList.Read(reader);
        long step = reader.ReadInt64();
        int history = reader.ReadInt32(), horizon = reader.ReadInt32(), values = reader.ReadInt32();
        var targets = new int[reader.ReadCount(bytesEach: sizeof(int))];
        for (int i = 0; i < targets.Length; i++)
            targets[i] = reader.ReadInt32();
        return names.Length == 3 && step > 0 && history is >= 1 and <= SequenceWindowOptions.MostSteps
            && horizon is >= 1 and <= SequenceWindowOptions.MostSteps && targets.Length >= 1
            && targets.All(target => target >= 0 && target < values)
            ? new WindowLayout(names[0], names[1], names[2], new TimeSpan(step), history, horizon, values, targets)
            : throw new InvalidDataException("its columns or sizes are out of range.");
    }

    public void Write(BinaryWriter writer)
    {
        TextList.Write(writer, [HistoryColumn, FutureColumn, TimeColumn]);
        writer.Write(Step.Ticks);
        writer.Write(History);
        writer.Write(Horizon);
        writer.Write(Values);
        writer.Write(Targets.Length);
        foreach (int target in Targets)
            writer.Write(target);
    }
}
