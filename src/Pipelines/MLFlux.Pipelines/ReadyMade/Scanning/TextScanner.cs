using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML;
using MLFlux.Images;
using MLFlux.Tokens;

namespace MLFlux.ReadyMade;

/// <summary>Looks at texts: how many words they have.</summary>
internal sealed class TextScanner(DataViewRow row, DataViewSchema.Column column) : ColumnScanner(column)
{
    /// <summary>In scripts without blanks between words, about so many characters are a word.</summary>
    private const double CharactersOfWord = 2;

    private readonly ValueGetter<ReadOnlyMemory<char>> _getter = row.GetGetter<ReadOnlyMemory<char>>(column);
    private readonly ValueCounts<string> _counts = new();
    private ReadOnlyMemory<char> _text;
    private long _missing, _uncountedWords, _uncountedCharacters, _uncounted, _images;

    public override object? Last => _text.Span.IsWhiteSpace() ? null : _text.ToString();

    public override void Read()
    {
        _getter(ref _text);
        if (_text.Span.IsWhiteSpace())
        {
            _missing++;
            return;
        }

        if (ImageFolder.IsImage(_text.Span))
            _images++;
        if (_counts.HasAll)
            Count(_text.Span);
        if (_counts.HasAll)
            return;
        _uncounted++;
        _uncountedWords += Words(_text.Span);
        _uncountedCharacters += Characters(_text.Span);
    }

    public override ColumnProfile Finish(long rows)
    {
        long texts = _uncounted, words = _uncountedWords, characters = _uncountedCharacters;
        foreach ((string text, long count) in _counts.Typed)
        {
            texts += count;
            words += count * Words(text);
            characters += count * Characters(text);
        }

        return new ColumnProfile(Column, rows, _missing, _counts, _counts.HasAll)
        {
            Words = texts == 0 ? 0 : (words + (characters / CharactersOfWord)) / texts,
            Characters = texts == 0 ? 0 : characters / (double)texts,
            ImagePaths = _images,
        };
    }

    /// <summary>Counts a text, which becomes a string only where it is new.</summary>
    private void Count(ReadOnlySpan<char> text)
    {
        ref long count = ref CollectionsMarshal.GetValueRefOrNullRef(
            _counts.Typed.GetAlternateLookup<ReadOnlySpan<char>>(), text);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref count))
            _counts.Add(text.ToString());
        else
            count++;
    }

    private static long Words(ReadOnlySpan<char> text)
    {
        long words = 0;
        foreach (Range range in text.Split(' '))
            words += range.Start.Value < range.End.Value ? 1 : 0;
        return words;
    }

    /// <summary>How many characters are of a script without blanks between words.</summary>
    private static long Characters(ReadOnlySpan<char> text)
    {
        long characters = 0;
        if (Ascii.IsValid(text))
            return characters;
        foreach (Rune rune in text.EnumerateRunes())
            characters += RuneKinds.Of(rune) == RuneKind.Character ? 1 : 0;
        return characters;
    }
}
