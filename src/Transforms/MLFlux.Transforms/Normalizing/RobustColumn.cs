namespace MLFlux.Normalizing;

/// <summary>A column to add, the one it is made from, and the scale of each slot; one for a scalar.</summary>
internal sealed record RobustColumn(string Output, string Input, RobustScale[] Scales)
{
    /// <summary>
    /// For an <c>Int64</c> the number whose distances are scaled, which doubles keep where they do not keep the numbers; null for others.
    /// </summary>
    public long? Start { get; init; }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Output);
        writer.Write(Input);
        writer.Write(Scales.Length);
        foreach (RobustScale scale in Scales)
        {
            writer.Write(scale.Center);
            writer.Write(scale.Range);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">A name is empty, there is no scale, or one is no scale.</exception>
    public static RobustColumn Read(BinaryReader reader)
    {
        string output = reader.ReadString(), input = reader.ReadString();
        var scales = new RobustScale[MLNet.BinaryReaderExtensions.ReadCount(reader, bytesEach: 2 * sizeof(double))];
        for (int i = 0; i < scales.Length; i++)
            scales[i] = new RobustScale(reader.ReadDouble(), reader.ReadDouble());
        return output.Length > 0 && input.Length > 0 && scales.Length > 0 && scales.All(scale => scale.IsValid)
            ? new RobustColumn(output, input, scales)
            : throw new InvalidDataException(
                $"column '{output}' made of '{input}' has no name, or a scale that is not finite and above 0.");
    }
}
