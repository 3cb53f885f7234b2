using System.Text;

namespace MLFlux.Tokens;

/// <summary>
/// A character for each byte, as GPT-2 has it: those of Latin-1 that are visible stand for themselves, the others from U+0100 on.
/// </summary>
internal static class ByteCharacters
{
    private static readonly char[] s_characters = Make();

    /// <summary>How many there are.</summary>
    public static int Count => s_characters.Length;

    /// <summary>The characters, in the order of the bytes.</summary>
    public static IEnumerable<string> All => s_characters.Select(character => character.ToString());

    /// <summary>The characters of a text's bytes in UTF-8.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return string.Concat(bytes.Select(value => s_characters[value]));
    }

    private static char[] Make()
    {
        var characters = new char[256];
        int next = 256;
        for (int value = 0; value < characters.Length; value++)
        {
            bool isVisible = value is (>= '!' and <= '~') or (>= '¡' and <= '¬') or (>= '®' and <= 'ÿ');
            characters[value] = (char)(isVisible ? value : next++);
        }

        return characters;
    }
}
