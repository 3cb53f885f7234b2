using System.Globalization;

namespace MLFlux.Tokens;

/// <summary>Reads a file of tiktoken.</summary>
internal static class TiktokenFile
{
    /// <param name="encoding">The name of the encoding, which is that of the file.</param>
    /// <param name="lines">Each a token's bytes in base64, a blank, and its number.</param>
    public static TiktokenTokens Read(string encoding, string[] lines)
    {
        var tokens = new string[lines.Length];
        foreach (string line in lines)
        {
            int blank = line.IndexOf(' ', StringComparison.Ordinal);
            if (blank < 1 || !int.TryParse(line.AsSpan(blank + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                || number >= tokens.Length || tokens[number] is not null)
            {
                throw new InvalidDataException(
                    $"'{line[..Math.Min(line.Length, 40)]}' is not bytes in base64, a blank and a number that follows those before.");
            }

            tokens[number] = line[..blank];
        }

        return new TiktokenTokens(encoding, tokens);
    }
}
