using MLFlux.Notebooks;

namespace MLFlux;

/// <summary>A network in a notebook: as it is written in code.</summary>
internal sealed class LayerHtml : HtmlSource<Layer>
{
    public override string Write(Layer value) => Preformatted(value.ToString());
}
