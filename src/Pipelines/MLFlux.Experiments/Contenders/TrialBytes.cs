namespace MLFlux.Experiments;

/// <summary>What is kept of a trial, as bytes for other ranks.</summary>
internal static class TrialBytes
{
    public static byte[] Write(TrialFigures trial)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(trial.TrainRows);
        writer.Write(trial.TestRows);
        Write(writer, trial.Network);
        writer.Write(trial.Baselines.Count);
        foreach (Contender baseline in trial.Baselines)
            Write(writer, baseline);
        return stream.ToArray();
    }

    public static TrialFigures Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        return new TrialFigures(
            reader.ReadInt32(), reader.ReadInt32(), ReadContender(reader), ReadAll(reader, ReadContender));
    }

    private static void Write(BinaryWriter writer, Contender contender)
    {
        writer.Write(contender.Name);
        writer.Write(contender.Metrics.Count);
        foreach (Metric metric in contender.Metrics)
        {
            writer.Write(metric.Name);
            writer.Write(metric.Value);
            writer.Write(metric.HigherIsBetter);
        }

        writer.Write(contender.FitTime.Ticks);
        writer.Write(contender.ScoringTime.Ticks);
        foreach (Difference? difference in (Difference?[])[contender.NetworkLead, contender.LogLossLead, contender.Discrimination])
            Write(writer, difference is null ? null : [difference.Value, difference.StandardError, difference.Critical]);
        Write(writer, contender.Threshold is { } threshold
            ? [threshold.Probability, threshold.TruePositiveRate, threshold.FalsePositiveRate] : null);
        Write(writer, contender.LeftOut);
        Write(writer, contender.Kind);
    }

    private static Contender ReadContender(BinaryReader reader) => new()
    {
        Name = reader.ReadString(),
        Metrics = ReadAll(reader, r => new Metric(r.ReadString(), r.ReadDouble(), r.ReadBoolean())),
        FitTime = TimeSpan.FromTicks(reader.ReadInt64()),
        ScoringTime = TimeSpan.FromTicks(reader.ReadInt64()),
        NetworkLead = ReadDifference(reader),
        LogLossLead = ReadDifference(reader),
        Discrimination = ReadDifference(reader),
        Threshold = ReadNumbers(reader) is { } numbers ? new ThresholdAdvice(numbers[0], numbers[1], numbers[2]) : null,
        LeftOut = ReadText(reader),
        Kind = ReadText(reader),
    };

    private static Difference? ReadDifference(BinaryReader reader) =>
        ReadNumbers(reader) is { } numbers ? new Difference(numbers[0], numbers[1]) { Critical = numbers[2] } : null;

    private static void Write(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        writer.Write(text ?? "");
    }

    private static string? ReadText(BinaryReader reader)
    {
        bool isThere = reader.ReadBoolean();
        string text = reader.ReadString();
        return isThere ? text : null;
    }

    private static void Write(BinaryWriter writer, double[]? numbers)
    {
        writer.Write(numbers?.Length ?? 0);
        foreach (double number in numbers ?? [])
            writer.Write(number);
    }

    private static double[]? ReadNumbers(BinaryReader reader) =>
        ReadAll(reader, r => r.ReadDouble()) is { Length: > 0 } numbers ? numbers : null;

    private static T[] ReadAll<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var all = new T[reader.ReadInt32()];
        for (int i = 0; i < all.Length; i++)
            all[i] = read(reader);
        return all;
    }
}
