using System.Globalization;
using System.Text;

namespace MLFlux.Evaluation;

/// <summary>The figures of each class as lines of text.</summary>
internal static class ClassFiguresTable
{
    private const int FiguresWidth = 43;

    public static string Format(ClassificationReport report, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 50);
        int nameWidth = Math.Min(Math.Max(report.Classes.Max(name => name.Length), "class".Length), width - FiguresWidth);

        var text = new StringBuilder();
        text.Append("class".PadRight(nameWidth)).AppendLine("  precision    recall        F1        rows");
        foreach (ClassFigures figures in report.Figures)
        {
            text.Append(TextTable.Cut(figures.Class, nameWidth).PadRight(nameWidth))
                .Append(Figure(figures.Precision, 11)).Append(Figure(figures.Recall, 10)).Append(Figure(figures.F1, 10))
                .AppendLine(figures.Rows.ToString(CultureInfo.InvariantCulture).PadLeft(12));
        }

        text.Append(CultureInfo.InvariantCulture, $"accuracy {report.Accuracy:0.0000} of {report.Rows} rows, ")
            .Append(CultureInfo.InvariantCulture, $"mean F1 {report.MacroF1:0.0000}").AppendLine();
        if (report.SkippedRows > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{report.SkippedRows} rows without a label or a finite score are left out")
                .AppendLine();
        }

        return text.ToString();
    }

    private static string Figure(double value, int width) =>
        (double.IsNaN(value) ? "-" : value.ToString("0.0000", CultureInfo.InvariantCulture)).PadLeft(width);
}
