# Deploys a release of SnapshotLambda. Put this file beside the files of the release, then: terraform init && terraform apply
# Terraform uploads the zip and the template; CloudFormation makes the resources, as the template's own documents describe them.

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "release" {
  description = "The version of the release, as its files name it."
  type        = string
  default     = "0.1.0"
}

variable "bucket" {
  description = "A bucket of yours, in the region whose snapshots are to be cleaned."
  type        = string
}

variable "parameters" {
  description = "The template's parameters, all of them texts. It is a dry run until DryRun is \"false\"."
  type        = map(string)
  default     = {}
}

locals {
  zip      = "snapshot-lambda-${var.release}.zip"
  template = "snapshot-lambda-${var.release}.yaml"
}

resource "aws_s3_object" "release" {
  for_each    = toset([local.zip, local.template])
  bucket      = var.bucket
  key         = each.key
  source      = "${path.module}/${each.key}"
  source_hash = filesha256("${path.module}/${each.key}")

  lifecycle {
    precondition {
      condition     = strcontains(file("${path.module}/SHA256SUMS"), "${filesha256("${path.module}/${each.key}")}  ${each.key}\n")
      error_message = "${each.key} is not what SHA256SUMS of the release says."
    }
  }
}

resource "aws_cloudformation_stack" "snapshot_lambda" {
  name         = "snapshot-lambda"
  capabilities = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
  template_url = "https://${var.bucket}.s3.amazonaws.com/${aws_s3_object.release[local.template].key}"
  parameters   = merge(var.parameters, { CodeBucket = aws_s3_object.release[local.zip].bucket })
}

output "outputs" {
  description = "The stack's outputs, among them DryRunByHand: the command of the first run."
  value       = aws_cloudformation_stack.snapshot_lambda.outputs
}
