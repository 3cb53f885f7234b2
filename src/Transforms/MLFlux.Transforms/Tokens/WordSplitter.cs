using System.Text;

namespace MLFlux.Tokens;

/// <summary>
/// Takes a text apart: words with their numbers and marks, each character of scripts that put no blanks between words, and each other
/// sign with its marks. Blanks and control characters divide, and are dropped.
/// </summary>
/// <remarks>Not by the rules of a culture: an application without them takes texts apart in the same way.</remarks>
internal ref struct WordSplitter(ReadOnlySpan<char> text, bool ignoreCase)
{
    private readonly StringBuilder _word = new();
    private ReadOnlySpan<char> _rest = text;
    private char[] _current = [];
    private int _length;

    public readonly WordSplitter GetEnumerator() => this;

    /// <summary>The word that was found last; valid until the next is looked for.</summary>
    public readonly ReadOnlySpan<char> Current => _current.AsSpan(0, _length);

    public bool MoveNext()
    {
        _word.Clear();
        RuneKind kind = RuneKind.Divider;
        while (!_rest.IsEmpty)
        {
            _ = Rune.DecodeFromUtf16(_rest, out Rune rune, out int taken); // A lone surrogate becomes U+FFFD.
            RuneKind next = RuneKinds.Of(rune);
            if (_word.Length > 0 && !GoesOn(kind, next))
                break;

            _rest = _rest[taken..];
            if (next is RuneKind.Divider or RuneKind.Ignored)
                continue;
            if (_word.Length == 0)
                kind = next == RuneKind.Mark ? RuneKind.Sign : next;
            Append(ignoreCase ? Rune.ToLowerInvariant(rune) : rune);
        }

        _length = _word.Length;
        if (_current.Length < _length)
            _current = new char[_length * 2];
        _word.CopyTo(0, _current, _length);
        return _length > 0;
    }

    private static bool GoesOn(RuneKind word, RuneKind next) =>
        next is RuneKind.Mark or RuneKind.Ignored || (word == RuneKind.Word && next == RuneKind.Word);

    private readonly void Append(Rune rune)
    {
        Span<char> letters = stackalloc char[2];
        _word.Append(letters[..rune.EncodeToUtf16(letters)]);
    }
}
