using MLFlux.MLNet;

namespace MLFlux.Explaining;

/// <summary>How rows are explained, as a model file has it.</summary>
internal static class ExplanationFile
{
    private const int None = -1;

    public static void Write(BinaryWriter writer, ExplanationOptions options, IReadOnlyList<FeatureGroup>? groups)
    {
        writer.Write(options.OutputColumnName);
        writer.Write(options.Method is { } method ? (int)method : None);
        writer.Write(options.Score ?? None);
        WriteList(writer, options.Baseline, writer.Write);
        WriteList(writer, groups, group =>
        {
            writer.Write(group.Name);
            WriteList(writer, group.Slots, range =>
            {
                writer.Write(range.Start.Value);
                writer.Write(range.End.Value);
            });
        });
    }

    public static (ExplanationOptions Options, IReadOnlyList<FeatureGroup>? Groups) Read(BinaryReader reader)
    {
        string output = reader.ReadString();
        int method = reader.ReadInt32(), score = reader.ReadInt32();
        float[]? baseline = ReadList(reader, sizeof(float), () => reader.ReadSingle());
        FeatureGroup[]? groups = ReadList(reader, 2, () => new FeatureGroup(
            reader.ReadString(), ReadList(reader, 2 * sizeof(int), () => ReadRange(reader)) ?? []));
        var options = new ExplanationOptions
        {
            OutputColumnName = output,
            Method = method == None ? null : (ExplanationMethod)method,
            Score = score == None ? null : score,
            Baseline = baseline,
        };
        return (options, groups);
    }

    /// <summary>What makes groups none of a network's features; null where nothing does.</summary>
    public static string? Fault(IReadOnlyList<FeatureGroup>? groups, int width) =>
        groups?.SelectMany(group => group.Slots).Any(range => range.End.Value > width) == true
            ? $"a column has features behind the {width} that the network takes." : null;

    private static Range ReadRange(BinaryReader reader)
    {
        int start = reader.ReadInt32(), end = reader.ReadInt32();
        return start >= 0 && end > start
            ? new Range(start, end)
            : throw new InvalidDataException($"a column has the features from {start} to before {end}.");
    }

    private static void WriteList<T>(BinaryWriter writer, IReadOnlyList<T>? items, Action<T> write)
    {
        writer.Write(items is not null);
        if (items is null)
            return;
        writer.Write(items.Count);
        foreach (T item in items)
            write(item);
    }

    /// <summary>A list, or null for none, of which each item takes so many bytes at least.</summary>
    private static T[]? ReadList<T>(BinaryReader reader, int bytesEach, Func<T> read)
    {
        if (!reader.ReadBoolean())
            return null;
        var items = new T[reader.ReadCount(bytesEach)];
        for (int i = 0; i < items.Length; i++)
            items[i] = read();
        return items;
    }
}
