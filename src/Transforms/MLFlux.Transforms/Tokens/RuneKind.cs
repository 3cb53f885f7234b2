namespace MLFlux.Tokens;

/// <summary>What a character does in a text.</summary>
internal enum RuneKind
{
    /// <summary>It stands between words, and is dropped.</summary>
    Divider,

    /// <summary>It is of no meaning, within a word or without, such as a joiner.</summary>
    Ignored,

    /// <summary>It belongs to the character before, as an accent does.</summary>
    Mark,

    /// <summary>Together with its neighbours it makes a word.</summary>
    Word,

    /// <summary>It is a word by itself, as in scripts without blanks between words.</summary>
    Character,

    /// <summary>Anything else: punctuation, symbols.</summary>
    Sign,
}
