namespace MLFluxApp._1;

/// <summary>Made pictures, red ones and blue ones with some noise: to be replaced by images of yours.</summary>
public static class MadePictures
{
    private const int Size = 24, HeadBytes = 54;

    public static void Write(string folder)
    {
        var random = new Random(1);
        foreach (string color in (string[])["red", "blue"])
        {
            string own = Directory.CreateDirectory(Path.Combine(folder, color)).FullName;
            for (int i = 0; i < 60; i++)
                File.WriteAllBytes(Path.Combine(own, $"{i}.bmp"), Bitmap(color == "red" ? 2 : 0, random));
        }
    }

    /// <summary>A picture as Windows has them: a head, then blue, green and red of each pixel.</summary>
    private static byte[] Bitmap(int strongest, Random random)
    {
        byte[] file = new byte[HeadBytes + (3 * Size * Size)];
        (file[0], file[1], file[10], file[14], file[18], file[22], file[26], file[28]) =
            ((byte)'B', (byte)'M', HeadBytes, 40, Size, Size, 1, 24);
        BitConverter.TryWriteBytes(file.AsSpan(2), file.Length);
        for (int i = HeadBytes; i < file.Length; i++)
            file[i] = (byte)((((i - HeadBytes) % 3) == strongest ? 150 : 20) + random.Next(80));
        return file;
    }
}
