using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes a <see cref="RecurrenceLayer"/>: [rows, time, features] → [rows, hidden] or [rows, time, hidden].</summary>
internal sealed class RecurrenceModule : nn.Module<Tensor, Tensor>
{
    private readonly RecurrentCellModule _cell;
    private readonly RecurrentOutput _output;
    private readonly PaddingMask? _padding;

    public RecurrenceModule(RecurrentCellModule cell, RecurrentOutput output, PaddingMask? padding)
        : base("Recurrence")
    {
        _cell = cell;
        _output = output;
        _padding = padding;
        register_module("cell", cell);
    }

    public override Tensor forward(Tensor input) => _cell.Run(input, _output, _padding?.Values);
}
