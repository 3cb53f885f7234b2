namespace MLFlux.Training;

/// <summary>Checks that a model can be trained further by a fit.</summary>
internal static class ModelMatch
{
    /// <exception cref="ArgumentException">The model has another task, network, input or other classes; all of it is said.</exception>
    public static void Check(
        NeuralNetworkModel model, PredictionTask task, Layer network, Shape inputShape, IReadOnlyList<string>? classes, string labelColumn,
        Loss loss)
    {
        string[] faults = [.. Faults(model, task, network, inputShape, classes, labelColumn, loss)];
        if (faults.Length > 0)
            throw new ArgumentException($"The model cannot be trained further here: {string.Join("; ", faults)}.", nameof(model));
    }

    private static IEnumerable<string> Faults(
        NeuralNetworkModel model, PredictionTask task, Layer network, Shape inputShape, IReadOnlyList<string>? classes, string labelColumn,
        Loss loss)
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

        if (model.Task == task && model.Classes is not null && classes is not null && !model.Classes.SequenceEqual(classes))
        {
            yield return $"its classes are {ClassList.Describe(model.Classes)}, those of label column '{labelColumn}' are "
                + $"{ClassList.Describe(classes)}: map the labels as they were mapped for the model, in the same order";
        }
    }
}
