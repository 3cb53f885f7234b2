using System.Text;
using MLFlux.Notebooks;

namespace MLFlux.Plots;

/// <summary>A plot in a notebook: the picture as an image of its own, so that names within it meet no other's.</summary>
internal sealed class PlotHtml : HtmlSource<Plot>
{
    public override string Write(Plot value) =>
        $"<img alt=\"plot\" width=\"{value.Width}\" src=\"data:image/svg+xml;base64,"
        + $"{Convert.ToBase64String(Encoding.UTF8.GetBytes(value.ToSvg()))}\"/>";
}
