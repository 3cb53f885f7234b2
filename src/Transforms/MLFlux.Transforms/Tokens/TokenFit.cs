namespace MLFlux.Tokens;

/// <summary>How tokens of any number become a vector of one length.</summary>
internal sealed record TokenFit(int Length, TextEnd CutAt, TextEnd PadAt)
{
    /// <summary>Fills a vector; a missing key, 0, where there is no token.</summary>
    public void Apply(List<uint> keys, Span<uint> vector)
    {
        ReadOnlySpan<uint> all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(keys);
        ReadOnlySpan<uint> kept = all.Length <= Length ? all : CutAt == TextEnd.End ? all[..Length] : all[^Length..];
        vector.Clear();
        kept.CopyTo(PadAt == TextEnd.End ? vector : vector[^kept.Length..]);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Length);
        writer.Write((byte)CutAt);
        writer.Write((byte)PadAt);
    }

    /// <exception cref="InvalidDataException">A value is out of range.</exception>
    public static TokenFit Read(BinaryReader reader)
    {
        var fit = new TokenFit(reader.ReadInt32(), (TextEnd)reader.ReadByte(), (TextEnd)reader.ReadByte());
        return fit.Length is >= 1 and <= TokensToVectorOptions.MostLength && Enum.IsDefined(fit.CutAt) && Enum.IsDefined(fit.PadAt)
            ? fit
            : throw new InvalidDataException($"its vectors have {fit.Length:N0} tokens, or are cut or filled up at no end of a text.");
    }
}
