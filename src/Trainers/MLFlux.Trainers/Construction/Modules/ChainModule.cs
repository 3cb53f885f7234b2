using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="ChainLayer"/>: its modules one after another. Owns them, under their names.</summary>
internal sealed class ChainModule : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor>[] _modules;

    public ChainModule(IReadOnlyList<(string Name, nn.Module<Tensor, Tensor> Module)> modules)
        : base("Chain")
    {
        _modules = [.. modules.Select(module => module.Module)];
        foreach ((string name, nn.Module<Tensor, Tensor> module) in modules)
            register_module(name, module);
    }

    /// <summary>The module that computes last.</summary>
    public nn.Module<Tensor, Tensor> Last => _modules[^1];

    public override Tensor forward(Tensor input)
    {
        Tensor x = _modules[0].call(input);
        for (int i = 1; i < _modules.Length; i++)
        {
            // Let go of what lies between at once: without gradients, that is most of the memory.
            using Tensor taken = x;
            x = _modules[i].call(taken);
        }

        return x;
    }
}
