using MLFlux.Rows;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>An augmentation with the column that it changes in a network's rows.</summary>
/// <param name="Augmentation">The augmentation.</param>
/// <param name="Column">The column; null for examples as a whole.</param>
internal sealed record AugmentedColumn(Augmentation Augmentation, InputColumn? Column)
{
    /// <summary>Finds the column: the one that is named, or the only one of images.</summary>
    /// <exception cref="InvalidOperationException">There is no such column, or several; the message names them.</exception>
    public static AugmentedColumn Of(Augmentation augmentation, InputLayout inputs)
    {
        if (augmentation is ColumnAugmentation named)
        {
            InputColumn column = inputs.Columns.FirstOrDefault(column => column.Name == named.Column)
                ?? throw new InvalidOperationException(
                    $"{augmentation} names the column '{named.Column}', but the network reads {inputs.Names}.");
            return Checked(named.Inner, column, inputs, augmentation);
        }

        if (augmentation is MixupAugmentation)
        {
            return inputs.Columns.FirstOrDefault(column => column.Kind == InputKind.Keys) is { } keys
                ? throw new InvalidOperationException($"{augmentation} blends examples, and column '{keys.Name}' holds keys.")
                : new AugmentedColumn(augmentation, null);
        }

        if (inputs.Columns.Count == 1)
            return Checked(augmentation, inputs.Columns[0], inputs, augmentation);
        InputColumn[] images = [.. inputs.Columns.Where(column => augmentation.Refuses(column.Shape) is null)];
        return images.Length switch
        {
            1 => new AugmentedColumn(augmentation, images[0]),
            0 => throw new InvalidOperationException(
                $"{augmentation} changes images, channels × height × width, and none of {inputs.Names} is a vector of these."),
            _ => throw new InvalidOperationException(
                $"{augmentation} changes images, and {string.Join(", ", images.Select(c => $"'{c.Name}'"))} hold images: say which, "
                + $"{augmentation}.On(\"{images[0].Name}\")."),
        };
    }

    /// <summary>Changes a batch where the column lies in it; the tensors it was given stay as they are.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="change">Changes examples of the column's dimensions.</param>
    public Batch Change(Batch batch, Func<Batch, Batch> change)
    {
        if (Column is null)
            return change(batch);

        long rows = batch.Features.shape[0];
        Tensor part = batch.Features.narrow(1, Column.Start, Column.Width).contiguous().view(Column.Shape.Batch(rows));
        Tensor changed = change(batch with { Features = part }).Features;
        Tensor features = batch.Features.clone();
        features.narrow(1, Column.Start, Column.Width).copy_(changed.reshape(rows, -1));
        return batch with { Features = features };
    }

    private static AugmentedColumn Checked(Augmentation augmentation, InputColumn column, InputLayout inputs, Augmentation written)
    {
        if (augmentation.Refuses(column.Shape) is string reason)
        {
            throw new InvalidOperationException(
                $"{reason} Take {written} out of {nameof(Augmentation)}, or make '{column.Name}' a vector of images.");
        }

        return new AugmentedColumn(augmentation, inputs.Shape.Equals(column.Shape) ? null : column);
    }
}
