using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>
/// Computes <see cref="ParallelLayer"/>, <see cref="MaxoutLayer"/> and, together with the input itself,
/// <see cref="SkipConnectionLayer"/>. Owns the modules.
/// </summary>
internal sealed class ParallelModule : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor>[] _modules;
    private readonly Combine _combine;
    private readonly bool _withInput;

    public ParallelModule(
        string name, IReadOnlyList<(string Name, nn.Module<Tensor, Tensor> Module)> modules, Combine combine, bool withInput = false)
        : base(name)
    {
        _modules = [.. modules.Select(module => module.Module)];
        _combine = combine;
        _withInput = withInput;
        foreach ((string child, nn.Module<Tensor, Tensor> module) in modules)
            register_module(child, module);
    }

    public override Tensor forward(Tensor input)
    {
        var outputs = new List<Tensor>();
        try
        {
            foreach (nn.Module<Tensor, Tensor> module in _modules)
                outputs.Add(module.call(input));
            return _combine.Apply(_withInput ? [.. outputs, input] : [.. outputs]);
        }
        finally
        {
            foreach (Tensor output in outputs)
                output.Dispose();
        }
    }
}
