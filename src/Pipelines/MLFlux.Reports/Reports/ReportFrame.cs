using System.Net;
using MLFlux.Notebooks;

namespace MLFlux.Reports;

/// <summary>A report in a notebook: its page in a frame, whose styles stay within it.</summary>
internal sealed class ReportFrame : HtmlSource<PredictionReport>
{
    public override string Write(PredictionReport value) =>
        $"<iframe title=\"{WebUtility.HtmlEncode(value.Title)}\" style=\"width:100%;height:640px;border:0\" "
        + $"srcdoc=\"{WebUtility.HtmlEncode(ReportHtml.Write(value))}\"></iframe>";
}
