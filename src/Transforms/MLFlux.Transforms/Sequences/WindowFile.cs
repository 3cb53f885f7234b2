using MLFlux.MLNet;

namespace MLFlux.Sequences;

/// <summary>How windows are cut, as a model file has it.</summary>
internal static class WindowFile
{
    public static void Write(BinaryWriter writer, SequenceWindowOptions options, WindowPlan plan)
    {
        writer.Write(options.TimeColumnName);
        writer.Write(options.SeriesColumnName ?? "");
        TextList.Write(writer, options.ValueColumnNames);
        TextList.Write(writer, options.Targets);
        writer.Write(options.History);
        writer.Write(options.Horizon);
        writer.Write(options.MissingValue ?? float.NaN);
        writer.Write(options.HistoryColumnName);
        writer.Write(options.FutureColumnName);
        writer.Write(plan.Step);
        for (int i = 0; i < plan.Means.Length; i++)
        {
            writer.Write(plan.Means[i]);
            writer.Write(plan.Marked[i]);
        }
    }

    public static (SequenceWindowOptions Options, WindowPlan Plan) Read(BinaryReader reader)
    {
        string time = reader.ReadString(), series = reader.ReadString();
        string[] values = TextList.Read(reader), targets = TextList.Read(reader);
        int history = reader.ReadInt32(), horizon = reader.ReadInt32();
        float missing = reader.ReadSingle();
        string historyColumn = reader.ReadString(), futureColumn = reader.ReadString();
        long step = reader.ReadInt64();
        var means = new float[values.Length];
        var marked = new bool[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            means[i] = reader.ReadSingle();
            marked[i] = reader.ReadBoolean();
        }

        if (step <= 0 || !means.All(float.IsFinite))
            throw new InvalidDataException("its step or its means are out of range.");
        var options = new SequenceWindowOptions
        {
            TimeColumnName = time,
            SeriesColumnName = series.Length == 0 ? null : series,
            ValueColumnNames = values,
            TargetColumnNames = targets,
            History = history,
            Horizon = horizon,
            MissingValue = float.IsNaN(missing) ? null : missing,
            HistoryColumnName = historyColumn,
            FutureColumnName = futureColumn,
        };
        return options.Faults().FirstOrDefault() is string fault
            ? throw new InvalidDataException(fault)
            : (options, new WindowPlan(step, means, marked));
    }
}
