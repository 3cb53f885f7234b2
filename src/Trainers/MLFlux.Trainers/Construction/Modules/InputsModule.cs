using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>
/// Computes <see cref="InputsLayer"/>: [rows, values of all columns] → what its branches make of their parts of each row, combined.
/// Owns the branches, under their names.
/// </summary>
internal sealed class InputsModule : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor>[] _branches;
    private readonly IReadOnlyList<Shape> _shapes;
    private readonly Combine _combine;

    public InputsModule(
        IReadOnlyList<(string Name, nn.Module<Tensor, Tensor> Module)> branches, IReadOnlyList<Shape> shapes, Combine combine)
        : base("Inputs")
    {
        _branches = [.. branches.Select(branch => branch.Module)];
        _shapes = shapes;
        _combine = combine;
        foreach ((string name, nn.Module<Tensor, Tensor> module) in branches)
            register_module(name, module);
    }

    /// <summary>The branch, where there is one alone.</summary>
    public nn.Module<Tensor, Tensor>? Only => _branches is [var only] ? only : null;

    public override Tensor forward(Tensor input)
    {
        using Tensor rows = input.flatten(1);
        var outputs = new List<Tensor>();
        try
        {
            long start = 0;
            for (int i = 0; i < _branches.Length; i++)
            {
                // A part of each row lies scattered in memory; layers may ask for values side by side.
                using Tensor part = rows.narrow(1, start, _shapes[i].Size);
                using Tensor values = part.contiguous();
                using Tensor shaped = values.view(_shapes[i].Batch());
                outputs.Add(_branches[i].call(shaped));
                start += _shapes[i].Size;
            }

            return _combine.Apply([.. outputs]);
        }
        finally
        {
            foreach (Tensor output in outputs)
                output.Dispose();
        }
    }
}
