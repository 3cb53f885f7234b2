using MLFlux.Kernels;
using MLFlux.Construction;
using MLFlux.Rows;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// Forward and backward pass of a network by its <see cref="KernelPlan"/>, in memory that every share of a batch uses again.
/// libtorch's graph costs a small network more than its sums: some forty calls and as many tensors a share, against a handful.
/// Gives what the graph gives within rounding.
/// </summary>
internal sealed class PlanPass : IDisposable
{
    private readonly OutputGradient _loss;
    private readonly BatchChain _steps;
    private readonly int _inputs;
    private readonly int? _members;

    private PlanPass(KernelPlan plan, LossHead head, BatchMemory memory, bool keepsMembers)
    {
        _members = keepsMembers ? plan.Members : null;
        _loss = new OutputGradient(head);
        _inputs = plan.Steps[0].Site.Input.Size;
        using DisposeScope scope = NewDisposeScope();
        _steps = new BatchChain(plan.Steps, memory);
    }

    /// <summary>The passes of a network, or null where it has no plan, or is on a GPU.</summary>
    /// <param name="description">What the network was built from.</param>
    /// <param name="inputShape">The shape of one example.</param>
    /// <param name="network">The network.</param>
    /// <param name="head">What stands between its outputs and the loss.</param>
    /// <param name="capacity">The most rows a share has.</param>
    /// <param name="gradients">Takes the gradients, in the order of the network's weights; those of frozen weights are zeros.</param>
    public static PlanPass? TryCreate(
        Layer description, Shape inputShape, BuiltNetwork network, LossHead head, int capacity, Tensor gradients)
    {
        bool keepsMembers = AveragingModule.AtEndOf(network.Module) is not null;
        return network.Device.type == DeviceType.CPU && KernelPlan.TryCreate(description, inputShape, isTraining: true) is { } plan
            && (keepsMembers || plan.Members == 1)
            ? new PlanPass(plan, head,
                new BatchMemory(capacity, network.Module, network.Parameters, gradients, network.LearnedParameters), keepsMembers)
            : null;
    }

    /// <summary>Outputs, loss, and its gradients with respect to the outputs. Inside a dispose scope.</summary>
    /// <param name="batch">The share.</param>
    /// <param name="normalizer">What the sum of the rows' losses is divided by to get what is differentiated.</param>
    /// <param name="outputs">What the network gave, [rows, width], or its members, [rows, members, width].</param>
    /// <returns>The rows' losses, each times its weight, added up; where it is not finite, there are no gradients.</returns>
    public double Forward(Batch batch, double normalizer, out Tensor outputs)
    {
        Tensor values = _steps.Forward(Rows(batch));
        Tensor gradients = _steps.Gradients((int)values.size(0));
        outputs = _members is int members ? values.view(values.size(0), members, -1) : values;
        return _loss.Compute(outputs, batch, normalizer, gradients.view(outputs.shape));
    }

    /// <summary>Lets rows that do not count, which <see cref="Forward"/> took last, have no gradients.</summary>
    public void Ignore(Batch batch) => _steps.Gradients((int)batch.Features.size(0)).zero_();

    /// <summary>All gradients, of the share that <see cref="Forward"/> took last. Inside a dispose scope.</summary>
    public void Backward(Batch batch) => _steps.Backward(Rows(batch));

    public void Dispose() => _steps.Dispose();

    private Tensor Rows(Batch batch) => batch.Features.view(-1, _inputs);
}
