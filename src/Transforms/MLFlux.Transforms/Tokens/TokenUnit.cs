namespace MLFlux;

/// <summary>What a learned vocabulary consists of.</summary>
public enum TokenUnit
{
    /// <summary>
    /// Words, numbers, and each other sign; characters in scripts without blanks between words. What the vocabulary lacks is one token,
    /// the first.
    /// </summary>
    Words,

    /// <summary>
    /// Sequences of bytes that are frequent: every text can be written in them, in any script. Sennrich et al., "Neural Machine
    /// Translation of Rare Words with Subword Units", 2016, over bytes as GPT-2 has it.
    /// </summary>
    BytePairs,
}
