using System.Globalization;

namespace ApplesAndBananas;

/// <summary>Reads fruit from tab-separated files with a header, of which the columns <c>red</c> and <c>green</c> count.</summary>
internal static class FruitFiles
{
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A column is missing, or a value is no number; the message names file and line.</exception>
    public static Basket Read(string folder) => new(
        ReadKind(Path.Combine(folder, "apples.tsv")), ReadKind(Path.Combine(folder, "bananas.tsv")),
        ReadKind(Path.Combine(folder, "grapes.tsv")));

    private static List<float[]> ReadKind(string path)
    {
        string[] lines = File.ReadAllLines(path);
        string[] header = lines.Length == 0 ? [] : lines[0].Split('\t');
        int red = Column(header, "red", path), green = Column(header, "green", path);

        var fruit = new List<float[]>();
        for (int i = 1; i < lines.Length; i++)
        {
            if (!string.IsNullOrWhiteSpace(lines[i]))
            {
                string[] cells = lines[i].Split('\t');
                fruit.Add([Number(cells, red, path, i + 1), Number(cells, green, path, i + 1)]);
            }
        }

        return fruit.Count > 0 ? fruit : throw new InvalidDataException($"{path} has no fruit under its header.");
    }

    private static int Column(string[] header, string name, string path)
    {
        int column = Array.FindIndex(header, cell => cell.Trim().Equals(name, StringComparison.OrdinalIgnoreCase));
        return column >= 0 ? column
            : throw new InvalidDataException($"{path} has no column '{name}'; its first line names the columns, separated by tabs.");
    }

    private static float Number(string[] cells, int column, string path, int line)
    {
        string text = column < cells.Length ? cells[column] : "";
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)
            ? value
            : throw new InvalidDataException($"{path}, line {line}: '{text}' is no number.");
    }
}
