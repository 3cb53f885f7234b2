using System.Globalization;
using static TorchSharp.torch;

namespace MLFlux.Networks;

/// <summary>Computes <see cref="ChainLayer"/>: its modules one after another. Owns them, under their places as names.</summary>
internal sealed class ChainModule : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor>[] _modules;

    public ChainModule(nn.Module<Tensor, Tensor>[] modules)
        : base("Chain")
    {
        _modules = modules;
        for (int i = 0; i < modules.Length; i++)
            register_module(i.ToString(CultureInfo.InvariantCulture), modules[i]);
    }

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
