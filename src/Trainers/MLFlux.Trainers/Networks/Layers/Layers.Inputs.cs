namespace MLFlux;

public static partial class Layers
{
    /// <summary>
    /// The head of a network over several columns, whose branches' outputs are put one after another:
    /// <c>Chain(Inputs(("Photo", Chain(Conv((3, 3), 8, Relu), Flatten())), ("Table", Dense(32, Relu))), Dense(64, Relu), Output())</c>.
    /// </summary>
    /// <remarks>Stands alone or first in a <c>Chain</c>, and nowhere else.</remarks>
    /// <param name="branches">The columns, each once, and the layers that take them; a column may hold vectors or single values.</param>
    /// <exception cref="ArgumentException">There is no branch, a name is empty or there twice, or a layer is null.</exception>
    /// <example>
    /// <code>
    /// Layer network = Chain(Inputs(("Photo", Flatten()), ("Table", Dense(16, Relu))), Dense(32, Relu), Output());
    /// </code>
    /// </example>
    public static InputsLayer Inputs(params ReadOnlySpan<(string Column, Layer Layer)> branches) => Of(null, branches);

    /// <summary>The head of a network over several columns, whose branches' outputs are combined.</summary>
    /// <param name="combine">How the outputs become one.</param>
    /// <param name="branches">The columns, each once, and the layers that take them.</param>
    /// <inheritdoc cref="Inputs(ReadOnlySpan{ValueTuple{string, Layer}})" path="/*[not(self::summary or self::param)]"/>
    public static InputsLayer Inputs(Combine combine, params ReadOnlySpan<(string Column, Layer Layer)> branches)
    {
        ArgumentNullException.ThrowIfNull(combine);
        return Of(combine, branches);
    }

    /// <summary>
    /// The head of a network over several columns of stated dimensions, which are then checked; without a trainer they have to be
    /// stated: <c>Inputs(("Photo", new Shape(1, 28, 28), Flatten()), ("Table", new Shape(4), Dense(32)))</c>.
    /// </summary>
    /// <param name="branches">The columns, each once, their dimensions, and the layers that take them.</param>
    /// <inheritdoc cref="Inputs(ReadOnlySpan{ValueTuple{string, Layer}})" path="/*[not(self::summary or self::param)]"/>
    public static InputsLayer Inputs(params ReadOnlySpan<(string Column, Shape Shape, Layer Layer)> branches) => Of(null, branches);

    /// <summary>The head of a network over several columns of stated dimensions, whose branches' outputs are combined.</summary>
    /// <param name="combine">How the outputs become one.</param>
    /// <param name="branches">The columns, each once, their dimensions, and the layers that take them.</param>
    /// <inheritdoc cref="Inputs(ReadOnlySpan{ValueTuple{string, Layer}})" path="/*[not(self::summary or self::param)]"/>
    public static InputsLayer Inputs(Combine combine, params ReadOnlySpan<(string Column, Shape Shape, Layer Layer)> branches)
    {
        ArgumentNullException.ThrowIfNull(combine);
        return Of(combine, branches);
    }

    private static InputsLayer Of(Combine? combine, ReadOnlySpan<(string Column, Layer Layer)> branches)
    {
        (string Column, Layer Layer)[] all = [.. branches];
        return new InputsLayer(combine, [.. all.Select(branch => branch.Column)], [.. all.Select(branch => branch.Layer)]);
    }

    private static InputsLayer Of(Combine? combine, ReadOnlySpan<(string Column, Shape Shape, Layer Layer)> branches)
    {
        (string Column, Shape Shape, Layer Layer)[] all = [.. branches];
        return new InputsLayer(
            combine, [.. all.Select(branch => branch.Column)], [.. all.Select(branch => branch.Layer)],
            [.. all.Select(branch => branch.Shape)]);
    }
}
