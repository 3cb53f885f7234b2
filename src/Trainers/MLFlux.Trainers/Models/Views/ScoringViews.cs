using MLFlux.Construction;

namespace MLFlux;

/// <summary>
/// Several views of each picture at scoring, of which a prediction is the mean (test-time augmentation): a network that was trained on
/// pictures moved and mirrored errs less on the mean of such views than on the picture alone. For
/// <see cref="NeuralNetworkOptions.ScoringViews"/> and <see cref="NeuralNetworkTransformer.WithViews"/>.
/// </summary>
/// <remarks>
/// Raw outputs are averaged: logits of classes and of yes, numbers of a regression. Scoring takes as many times as long as there are
/// <see cref="Count"/> views. Source: Krizhevsky, Sutskever and Hinton, "ImageNet Classification with Deep Convolutional Neural Networks",
/// 2012, section 4.1; the views are those of Jordan, "94% on CIFAR-10 in 3.29 Seconds on a Single GPU", 2024.
/// </remarks>
public sealed record ScoringViews
{
    /// <summary>Says which views there are, beside the picture itself.</summary>
    /// <param name="mirrored">Whether each view is also taken mirrored, left to right.</param>
    /// <param name="shift">
    /// By how many pixels two more views are moved, one up and to the left, one down and to the right; the border mirrors the picture. At
    /// least 0, which is none, and less than the pictures' height and width.
    /// </param>
    /// <param name="column">The column of the pictures, where the network reads several of them; else null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The shift is negative.</exception>
    /// <exception cref="ArgumentException">There is no other view than the picture, or the column has no name.</exception>
    public ScoringViews(bool mirrored = true, int shift = 0, string? column = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shift);
        if (!mirrored && shift == 0)
        {
            throw new ArgumentException(
                "Views are mirrored, or moved by a shift of at least 1, or both; leave them out where the picture is the only one.",
                nameof(mirrored));
        }

        if (column is not null && string.IsNullOrWhiteSpace(column))
            throw new ArgumentException("The column of the pictures has no name; leave it null where there is one.", nameof(column));
        Mirrored = mirrored;
        Shift = shift;
        Column = column;
    }

    /// <summary>Whether each view is also taken mirrored.</summary>
    public bool Mirrored { get; }

    /// <summary>By how many pixels two more views are moved; 0 for none.</summary>
    public int Shift { get; }

    /// <summary>The column of the pictures; null for the only one.</summary>
    public string? Column { get; }

    /// <summary>How many views there are, the picture itself among them: 2, 3 or 6.</summary>
    public int Count => (Shift > 0 ? 3 : 1) * (Mirrored ? 2 : 1);

    /// <summary>As it is written in code: <c>new ScoringViews(mirrored: true, shift: 1)</c>.</summary>
    public override string ToString()
    {
        CallWriter call = new CallWriter($"new {nameof(ScoringViews)}").Add("mirrored", Mirrored).AddUnless("shift", Shift, 0);
        return (Column is null ? call : call.Add("column", Column)).ToString();
    }

    /// <summary>The same views of the column at a network's head that they are of: with its name where there are several.</summary>
    /// <param name="inputs">The columns that the network reads.</param>
    /// <param name="task">What the network predicts.</param>
    /// <exception cref="InvalidOperationException">They are of no column of pictures, or of several; or nothing is averaged.</exception>
    internal ScoringViews For(InputLayout inputs, PredictionTask task)
    {
        if (TaskHead.Of(task).GivesDifferences)
        {
            throw new InvalidOperationException(
                $"{this} averages predictions, and a reconstruction of a mirrored or moved picture is none of the picture. Leave "
                + $"{nameof(NeuralNetworkOptions.ScoringViews)} null.");
        }

        InputColumn column = Find(inputs);
        if (Shift >= Math.Min(column.Shape[1], column.Shape[2]))
        {
            throw new InvalidOperationException(
                $"{this} moves pictures by {Shift} pixels, and those of '{column.Name}' are {column.Shape}. Make the shift smaller.");
        }

        return inputs.Columns.Count == 1 ? new ScoringViews(Mirrored, Shift) : new ScoringViews(Mirrored, Shift, column.Name);
    }

    private InputColumn Find(InputLayout inputs)
    {
        InputColumn[] pictures = [.. inputs.Columns.Where(column => column is { Shape.Rank: 3, Kind: not InputKind.Keys })];
        InputColumn[] asked = [.. pictures.Where(column => Column is null || Column == column.Name)];
        return asked.Length == 1 ? asked[0] : throw new InvalidOperationException(
            asked.Length > 1
                ? $"{this} is of one column, and {string.Join(", ", asked.Select(one => $"'{one.Name}'"))} hold pictures: say which, as "
                    + $"new {nameof(ScoringViews)}(column: \"{asked[0].Name}\")."
                : $"{this} shows pictures, channels × height × width, and {(Column is null ? "none of" : $"'{Column}' is none among")} "
                    + $"{string.Join(", ", inputs.Columns.Select(one => $"'{one.Name}' ({one.Shape})"))} "
                    + $"{(Column is null ? "is a vector of these." : "that is a vector of these.")}");
    }
}
