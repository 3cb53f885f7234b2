using MLFlux.Construction;

namespace MLFlux.Models;

/// <summary>One head of a model with what stands before it, as a model of one task.</summary>
internal static class HeadModel
{
    /// <param name="model">The model of several heads.</param>
    /// <param name="place">The place of the head among them.</param>
    public static NeuralNetworkModel Of(NeuralNetworkModel model, int place)
    {
        ModelHead head = model.Outputs!.Heads[place];
        (string path, OutputsLayer outputs, Shape input) = NetworkTail.Find(model.Network, model.InputShape);
        string own = $"{path}{outputs.Children(input).ElementAt(place).Name}.";
        IEnumerable<NetworkWeight> weights = model.Weights
            .Where(weight => weight.Name.StartsWith(own, StringComparison.Ordinal) || IsBefore(weight.Name))
            .Select(weight => IsBefore(weight.Name) ? weight : weight with { Name = path + weight.Name[own.Length..] });
        return new NeuralNetworkModel(
            head.Task, NetworkTail.With(model.Network, heads => heads.Layers[place]), model.Inputs, [.. weights], model.History,
            model.Training, Scale(model, head), head.Classes, optimizerState: null)
        {
            Quantiles = head.Quantiles,
            QuantileShifts = head.QuantileShifts,
            Temperature = head.Temperature,
            Views = model.Views,
            Baseline = model.Baseline,
        };

        bool IsBefore(string name) => !name.StartsWith(path, StringComparison.Ordinal);
    }

    private static TargetScale? Scale(NeuralNetworkModel model, ModelHead head) => TaskHead.Of(head.Task).HasTargetScale
        ? model.TargetScale?.Part(head.TargetStart, head.TargetWidth)
        : null;
}
