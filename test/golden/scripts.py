"""Training scripts that seed once: the model, then its data, then the dropout masks come from one stream of random numbers."""

from golden import DTYPES, F, encode, named, nn, numbers, torch, write


def main():
    cases = []
    for dtype in DTYPES:
        torch.set_default_dtype(DTYPES[dtype])
        torch.manual_seed(5)
        net = nn.Sequential(nn.Linear(3, 6), nn.Dropout(0.5), nn.Linear(6, 2))
        x = torch.randn(4, 3)
        y = torch.rand(4, 2)
        steps = []
        for _ in range(2):
            net.zero_grad()
            output = net(x)
            loss = F.mse_loss(output, y)
            loss.backward()
            steps.append(
                {
                    "output": numbers(output),
                    "loss": encode(loss.item()),
                    "gradients": named((n, p.grad) for n, p in net.named_parameters()),
                }
            )
        cases.append({"dtype": dtype, "input": numbers(x), "target": numbers(y), "steps": steps})
    write("scripts", cases)


if __name__ == "__main__":
    main()
