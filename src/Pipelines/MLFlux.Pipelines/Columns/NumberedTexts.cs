namespace MLFlux.Columns;

/// <summary>Texts by their numbers in a list that grows, in bytes where that is enough.</summary>
internal sealed class NumberedTexts : ValueChunk<ReadOnlyMemory<char>>
{
    private readonly List<ReadOnlyMemory<char>> _texts;
    private readonly byte[]? _small;
    private readonly ushort[]? _large;

    private NumberedTexts(List<ReadOnlyMemory<char>> texts, byte[]? small, ushort[]? large) =>
        (_texts, _small, _large) = (texts, small, large);

    public override long Bytes => _small?.Length ?? (sizeof(ushort) * (long)_large!.Length);

    public override ReadOnlyMemory<char> this[int index] => _texts[_small is not null ? _small[index] : _large![index]];

    public static NumberedTexts Of(ReadOnlySpan<ushort> numbers, List<ReadOnlyMemory<char>> texts)
    {
        if (texts.Count > byte.MaxValue + 1)
            return new NumberedTexts(texts, null, numbers.ToArray());
        var small = new byte[numbers.Length];
        for (int i = 0; i < small.Length; i++)
            small[i] = (byte)numbers[i];
        return new NumberedTexts(texts, small, null);
    }
}
