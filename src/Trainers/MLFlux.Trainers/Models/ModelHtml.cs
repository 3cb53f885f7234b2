using MLFlux.Notebooks;

namespace MLFlux.Models;

/// <summary>A model in a notebook: its network with shapes and counts, and how it was trained.</summary>
internal sealed class ModelHtml : HtmlSource<NeuralNetworkModel>
{
    public override string Write(NeuralNetworkModel value) => Preformatted(value.ToString()) + HistoryHtml.Of(value.History);
}
