namespace MLFlux;

/// <summary>Something amiss in a layer while training; see <see cref="NeuralNetworkOptions.CheckGradients"/>.</summary>
/// <param name="Epoch">The number of the epoch, from 1, after which it was found first.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The weight or layer, as it is named in the model: <c>0.weight</c>, <c>2</c>.</param>
/// <param name="Message">One sentence for a person, with the figures and what to do.</param>
public sealed record TrainingFinding(int Epoch, FindingKind Kind, string Name, string Message)
{
    /// <summary>Epoch and message.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"epoch {Epoch}: {Message}");
}
