namespace MLFlux.MLNet;

/// <summary>Lists of texts in model files.</summary>
internal static class TextList
{
    public static void Write(BinaryWriter writer, IReadOnlyCollection<string> texts)
    {
        writer.Write(texts.Count);
        foreach (string text in texts)
            writer.Write(text);
    }

    /// <exception cref="InvalidDataException">More are announced than can follow.</exception>
    public static string[] Read(BinaryReader reader)
    {
        var texts = new string[reader.ReadCount(bytesEach: 1)];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = reader.ReadString();
        return texts;
    }
}
