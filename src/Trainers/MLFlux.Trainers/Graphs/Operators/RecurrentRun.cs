using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>A recurrent operator over a batch. Rows that end before others keep the state that they had at their end.</summary>
internal static class RecurrentRun
{
    /// <summary>All states, the last ones, and an LSTM's last cells: as many of them as are wanted.</summary>
    public static Tensor[] Compute(NodeRun run, RecurrentStep step, bool[] areReversed, string[][] functions, int wanted)
    {
        using var scope = NewDisposeScope();
        List<Tensor> all = [], hidden = [], cells = [];
        for (int direction = 0; direction < areReversed.Length; direction++)
        {
            (Tensor states, Tensor last, Tensor lastCells) = Along(run, step, direction, areReversed[direction], functions[direction]);
            all.Add(states);
            hidden.Add(last);
            cells.Add(lastCells);
        }

        Tensor[] outputs = [.. ((Tensor[])[stack(all, 1), stack(hidden, 0), stack(cells, 0)]).Take(wanted)];
        foreach (Tensor output in outputs)
            output.MoveToOuterDisposeScope();
        return outputs;
    }

    private static (Tensor States, Tensor Hidden, Tensor Cells) Along(
        NodeRun run, RecurrentStep step, int direction, bool isReversed, string[] functions)
    {
        Tensor x = run[0], weights = run[2].select(0, direction);
        int time = (int)x.size(0);
        Tensor inputs = x.matmul(run[1].select(0, direction).t());
        Tensor? bias = null;
        if (run.Optional(3)?.select(0, direction) is { } biases)
        {
            long half = biases.size(0) / 2;
            inputs = inputs.Plus(biases.narrow(0, 0, half));
            if (step.NeedsBias)
                bias = biases.narrow(0, half, half);
            else
                inputs = inputs.Plus(biases.narrow(0, half, half));
        }

        Tensor none = zeros([x.size(1), step.Hidden], x.dtype, x.device);
        (Tensor Hidden, Tensor Cells) state =
            (run.Optional(5)?.select(0, direction) ?? none, run.Optional(6)?.select(0, direction) ?? none);
        var states = new Tensor[time];
        for (int i = 0; i < time; i++)
        {
            int place = isReversed ? time - 1 - i : i;
            (Tensor Hidden, Tensor Cells) next = step.Next(inputs.select(0, place), weights, bias, state, functions);
            if (run.Optional(4) is { } lengths)
            {
                Tensor isThere = lengths.IsAbove(place).unsqueeze(1);
                states[place] = where(isThere, next.Hidden, none);
                state = (where(isThere, next.Hidden, state.Hidden), where(isThere, next.Cells, state.Cells));
                continue;
            }

            states[place] = next.Hidden;
            state = next;
        }

        return (stack(states, 0), state.Hidden, state.Cells);
    }
}
