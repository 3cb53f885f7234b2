using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

/// <summary>Modules of TorchSharp, called in a way of the test's own.</summary>
internal sealed class ReferenceModule : nn.Module<Tensor, Tensor>
{
    private readonly Func<Tensor, Tensor> _function;

    public ReferenceModule(Func<Tensor, Tensor> function, params nn.Module[] modules)
        : base("Reference")
    {
        _function = function;
        for (int i = 0; i < modules.Length; i++)
            register_module($"part{i}", modules[i]);
    }

    /// <summary>One module, called in a way of the test's own.</summary>
    public static ReferenceModule Of<T>(T module, Func<T, Tensor, Tensor> call)
        where T : nn.Module => new(x => call(module, x), module);

    public override Tensor forward(Tensor input) => _function(input);
}
