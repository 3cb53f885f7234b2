namespace MLFlux.Training;

/// <summary>Checks that a model can be trained further by a fit.</summary>
internal static class ModelMatch
{
    /// <exception cref="ArgumentException">The model has another task, network, input or other classes; all of it is said.</exception>
    public static void Check(
        NeuralNetworkModel model, PredictionTask task, Layer network, Shape inputShape, IReadOnlyList<string>? classes,
        OutputLayout? outputs, string labelColumn, Loss loss)
    {
        string[] faults = [.. Faults(model, task, network, inputShape, classes, outputs, labelColumn, loss)];
        if (faults.Length > 0)
            throw new ArgumentException($"The model cannot be trained further here: {string.Join("; ", faults)}.", nameof(model));
    }

    private static IEnumerable<string> Faults(
        NeuralNetworkModel model, PredictionTask task, Layer network, Shape inputShape, IReadOnlyList<string>? classes,
        OutputLayout? outputs, string labelColumn, Loss loss)
    {
        if (model.Task != task)
            yield return $"it was trained for {model.Task}, not for {task}";
        if (NetworkJson.Write(model.Network) != NetworkJson.Write(network))
            yield return $"its network is {model.Network}, the trainer's is {network}";
        if (!model.InputShape.Equals(inputShape))
            yield return $"its input is {model.InputShape}, the data's {inputShape}";
        if (model.Task == task && (model.Quantiles is null) == (loss is QuantileLoss))
        {
            yield return model.Quantiles is { } levels
                ? $"it gives quantiles, as {new QuantileLoss(levels)} made it; the loss is {loss}"
                : $"it gives no quantiles, as {loss} asks";
        }

        if (model.Task == task && OfClasses(model.Classes, classes, labelColumn) is string fault)
            yield return fault;
        foreach ((ModelHead was, ModelHead head) in (model.Outputs?.Heads ?? []).Zip(outputs?.Heads ?? []))
        {
            if ((was.Quantiles is null) != (head.Quantiles is null))
                yield return $"its head '{was.Name}' gives {(was.Quantiles is null ? "no quantiles, as its loss asks" : "quantiles")}";
            if (OfClasses(was.Classes, head.Classes, head.Name) is string ofHead)
                yield return ofHead;
        }
    }

    private static string? OfClasses(IReadOnlyList<string>? model, IReadOnlyList<string>? label, string labelColumn) =>
        model is null || label is null || model.SequenceEqual(label) ? null
        : $"its classes are {ClassList.Describe(model)}, those of label column '{labelColumn}' are "
            + $"{ClassList.Describe(label)}: map the labels as they were mapped for the model, in the same order";
}
