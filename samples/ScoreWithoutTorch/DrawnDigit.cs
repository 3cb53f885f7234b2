namespace ScoreWithoutTorch;

/// <summary>A digit drawn in a text file: a line with its label, then 28 lines of 28 shades from 0, paper, to 9, ink.</summary>
internal sealed record DrawnDigit(int Label, float[] Pixels)
{
    public const int Side = 28;

    public static DrawnDigit[] ReadAll(string path) => [.. File.ReadLines(path).Chunk(Side + 1).Select(Read)];

    /// <summary>The shades as the network takes pixels: from 0 to 1.</summary>
    private static DrawnDigit Read(string[] lines) =>
        new(int.Parse(lines[0]), [.. lines.Skip(1).SelectMany(line => line.Select(shade => (shade - '0') / 9f))]);
}
