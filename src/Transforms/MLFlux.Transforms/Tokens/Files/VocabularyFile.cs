using MLFlux.Files;

namespace MLFlux.Tokens;

/// <summary>Reads vocabularies that others made, by the names that their files have.</summary>
internal static class VocabularyFile
{
    /// <summary>A million tokens, with room for what a tokenizer.json has beside them.</summary>
    private const long MostBytes = 1 << 27;

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds nothing that is read; the message names the file.</exception>
    public static TextTokenizer Read(string path, bool ignoreCase)
    {
        byte[] content = ReadAll(path);
        try
        {
            return Path.GetExtension(path).ToUpperInvariant() switch
            {
                ".TXT" => new WordPieceTokens(Lines(content), ignoreCase),
                ".JSON" => TokenizerJson.Read(content),
                ".TIKTOKEN" => TiktokenFile.Read(Path.GetFileNameWithoutExtension(path), Lines(content)),
                ".MODEL" => throw new InvalidDataException("vocabularies of SentencePiece are not read."),
                _ => throw new InvalidDataException(
                    "its name says nothing of what it holds. A vocabulary is a vocab.txt of WordPiece, a tokenizer.json or a file of "
                    + "tiktoken."),
            };
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"'{path}' cannot be used as a vocabulary: {fault.Message}", fault);
        }
    }

    private static byte[] ReadAll(string path)
    {
        using FileStream file = RegularFile.OpenRead(path, "a vocabulary");
        if (file.Length > MostBytes)
            throw new InvalidDataException($"'{path}' has {file.Length:N0} bytes; a vocabulary may have {MostBytes:N0}.");
        byte[] content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }

    private static string[] Lines(byte[] content)
    {
        using var reader = new StreamReader(new MemoryStream(content), new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            return [.. reader.ReadToEnd().TrimEnd('\r', '\n').Split('\n').Select(line => line.TrimEnd('\r'))];
        }
        catch (System.Text.DecoderFallbackException fault)
        {
            throw new InvalidDataException("it is no text in UTF-8.", fault);
        }
    }
}
