using System.Globalization;
using System.Text;

namespace MLFlux.Evaluation;

/// <summary>A confusion matrix as lines of text.</summary>
internal static class ConfusionTable
{
    private const string Corner = "actual \\ predicted";
    private const int LongestRowName = 16, LongestColumnName = 10;

    public static string Format(ClassificationReport report, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 20);
        int classes = report.Classes.Count;
        int longestName = report.Classes.Max(name => name.Length);
        int nameWidth = Math.Min(longestName, Math.Min(LongestRowName, width / 2));
        int columnNameWidth = Math.Min(longestName, Math.Min(LongestColumnName, width - nameWidth - 1));
        int cellWidth = 1 + Math.Max(columnNameWidth, LongestCount(report));
        int columns = Math.Max(1, (width - nameWidth) / cellWidth);

        var text = new StringBuilder();
        for (int first = 0; first < classes; first += columns)
        {
            int end = Math.Min(first + columns, classes);
            text.AppendLine(Corner);
            text.Append(' ', nameWidth);
            for (int predicted = first; predicted < end; predicted++)
                text.Append(TextTable.Cut(report.Classes[predicted], columnNameWidth).PadLeft(cellWidth));
            text.AppendLine();

            for (int actual = 0; actual < classes; actual++)
            {
                text.Append(TextTable.Cut(report.Classes[actual], nameWidth).PadRight(nameWidth));
                for (int predicted = first; predicted < end; predicted++)
                    text.Append(Cell(report.Count(actual, predicted)).PadLeft(cellWidth));
                text.AppendLine();
            }
        }

        return text.ToString();
    }

    private static string Cell(long count) => count == 0 ? "." : count.ToString(CultureInfo.InvariantCulture);

    private static int LongestCount(ClassificationReport report)
    {
        long largest = 0;
        for (int actual = 0; actual < report.Classes.Count; actual++)
        {
            for (int predicted = 0; predicted < report.Classes.Count; predicted++)
                largest = Math.Max(largest, report.Count(actual, predicted));
        }

        return Cell(largest).Length;
    }
}
