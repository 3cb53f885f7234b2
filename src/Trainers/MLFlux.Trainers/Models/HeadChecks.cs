using MLFlux.Construction;

namespace MLFlux.Models;

/// <summary>Reads what a file has of the heads of a network, and checks that it fits them.</summary>
internal static class HeadChecks
{
    /// <summary>The heads of a network of several labels; null for one of one label.</summary>
    /// <param name="file">The content of <c>Network.json</c>.</param>
    /// <param name="network">Its network, which fits the input.</param>
    /// <param name="input">The shape of one example.</param>
    /// <exception cref="InvalidDataException">The file and the network do not belong together.</exception>
    public static OutputLayout? Read(NetworkManifest file, Layer network, Shape input)
    {
        bool hasHeads = TaskHead.Of(file.Task).HasHeads;
        Require(network.OutputsTail is not null == hasHeads, "a network of several heads ends in Outputs, and its task is MultiTask");
        if (!hasHeads)
        {
            Require(file.Heads is null, $"heads belong to several labels, and the task is {file.Task}");
            return null;
        }

        (_, OutputsLayer outputs, Shape shape) = NetworkTail.Find(network, input);
        Require(outputs.Tasks.Length == outputs.Heads.Length, "Outputs says the task of each head");
        Require(
            file.Heads?.Count == outputs.Heads.Length && !file.Heads.Contains(null!),
            $"heads has something of each of {outputs.Heads.Length}, got {file.Heads?.Count ?? 0}");
        Require(
            file is { Quantiles: null, QuantileShifts: null, Temperature: null, ScoreThreshold: null },
            "quantiles, temperature and scoreThreshold belong to one of several heads");
        int[] widths = [.. outputs.Children(shape).Select(child => child.Layer.OutputShape(child.Input).Size)];
        return OutputLayout.SideBySide(file.Heads!.Select((head, i) => Checked(outputs.Heads[i], outputs.Tasks[i], widths[i], head)));
    }

    private static ModelHead Checked(string name, PredictionTask task, int width, HeadManifest head)
    {
        var rules = TaskHead.Of(task);
        string? fault = rules.Fault(width, head.Classes?.Count) ?? (head.Quantiles is { } levels ? QuantileLevels.Fault(levels) : null);
        Require(fault is null, $"head '{name}': {fault}");
        Require(
            head.Quantiles is null || (rules.HasTargetScale && head.Quantiles.Length == width),
            $"head '{name}': quantiles belong to a regression, one for each of its {width} outputs");
        Require(
            head.QuantileShifts is null
                || (head.QuantileShifts.Length == head.Quantiles?.Length && head.QuantileShifts.All(float.IsFinite)),
            $"head '{name}': quantileShifts are finite, one for each quantile");
        Require(
            head.Temperature is null || (rules.HasTemperature && ModelChecks.IsTemperature(head.Temperature.Value)),
            $"head '{name}': temperature is above 0, and belongs to classes");
        return new ModelHead(name, task, width)
        {
            Classes = head.Classes, Quantiles = head.Quantiles, QuantileShifts = head.QuantileShifts, Temperature = head.Temperature,
        };
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
            throw new InvalidDataException($"{ModelContent.Network} is not what MLFlux writes: {rule}.");
    }
}
