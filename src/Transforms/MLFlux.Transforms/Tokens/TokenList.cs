using MLFlux.MLNet;

namespace MLFlux.Tokens;

/// <summary>Lists of tokens in model files.</summary>
internal static class TokenList
{
    public static void Write(BinaryWriter writer, IReadOnlyCollection<string> tokens)
    {
        writer.Write(tokens.Count);
        foreach (string token in tokens)
            writer.Write(token);
    }

    /// <exception cref="InvalidDataException">More are announced than can follow.</exception>
    public static string[] Read(BinaryReader reader)
    {
        var tokens = new string[reader.ReadCount(bytesEach: 1)];
        for (int i = 0; i < tokens.Length; i++)
            tokens[i] = reader.ReadString();
        return tokens;
    }
}
