using System.Globalization;
using System.Text;
using MLFlux.Notebooks;

namespace MLFlux.Models;

/// <summary>A history in a notebook: the losses as a curve, and a table of the last epochs and the best.</summary>
internal sealed class HistoryHtml : HtmlSource<TrainingHistory>
{
    private const int MostRows = 20;

    public override string Write(TrainingHistory value) => Of(value);

    public static string Of(TrainingHistory history)
    {
        bool isClassified = history.Epochs.Any(epoch => epoch.TrainingAccuracy is not null);
        var html = new StringBuilder(LossCurve.Svg(history.Epochs)).Append("<table><thead><tr><th>epoch</th><th>training loss</th>");
        html.Append(isClassified ? "<th>training accuracy</th>" : "").Append("<th>validation loss</th>")
            .Append(isClassified ? "<th>validation accuracy</th>" : "").Append("<th>learning rate</th><th>rows/s</th></tr></thead><tbody>");
        foreach (EpochReport epoch in history.Epochs
            .Where(epoch => epoch.Epoch > history.Epochs[^1].Epoch - MostRows || epoch.Epoch == history.BestEpoch))
        {
            string[] cells =
            [
                epoch.Epoch == history.BestEpoch ? $"<b>{epoch.Epoch}</b>" : $"{epoch.Epoch}", Figure(epoch.TrainingLoss),
                .. isClassified ? [Figure(epoch.TrainingAccuracy)] : Array.Empty<string>(), Figure(epoch.ValidationLoss),
                .. isClassified ? [Figure(epoch.ValidationAccuracy)] : Array.Empty<string>(),
                epoch.LearningRate.ToString("0.0e+0", CultureInfo.InvariantCulture),
                epoch.RowsPerSecond.ToString("N0", CultureInfo.InvariantCulture),
            ];
            html.Append("<tr>").AppendJoin("", cells.Select(cell => $"<td>{cell}</td>")).Append("</tr>");
        }

        return html.Append("</tbody></table>").ToString();
    }

    private static string Figure(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "";
}
